import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SerialTransport, TransportConfig } from '../../../drivers/contract.ts';
import { answerProcessCall } from '../../../drivers/process/process-calls.ts';
import { findBaudRate } from '../../../drivers/scanner/auto-baud.ts';
import { readableCode } from '../../../drivers/scanner/readable.ts';
import { startScannerSimulator } from '../../../drivers/scanner/simulator.ts';
import { openTransport } from '../../../drivers/transport/open.ts';
import type { OpenTransport } from '../../../drivers/transport/transport.ts';
import { until, withDirectory } from '../support.ts';
import { receivedAs } from './uart.ts';

const line = (baudRate: number, framing: Partial<SerialTransport> = {}): SerialTransport => ({
  type: 'serial',
  path: '/dev/pos-scanner',
  baudRate,
  dataBits: 8,
  stopBits: 1,
  parity: 'none',
  ...framing,
});
const rates = [9_600, 19_200, 38_400, 115_200];
const framings = [
  {},
  { stopBits: 2 as const },
  { dataBits: 7 as const, parity: 'even' as const },
  { dataBits: 7 as const, parity: 'odd' as const },
];

/** An EAN-13 with its check digit. */
const ean13 = fc.stringMatching(/^[0-9]{12}$/).map((digits) => {
  const sum = [...digits].reduce((total, digit, i) => total + Number(digit) * (i % 2 ? 3 : 1), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
});

test('a goods code is read at its own rate and framing, and at no other rate', () => {
  const setting = fc.record({
    code: ean13,
    sent: fc.constantFrom(...rates),
    framing: fc.constantFrom(...framings),
    read: fc.constantFrom(...rates),
  });
  fc.assert(
    fc.property(setting, ({ code, sent, framing, read }) => {
      const bytes = Buffer.from(`]E0${code}\r\n`, 'latin1');
      const heard = readableCode(receivedAs(bytes, line(sent, framing), line(read)));
      const { dataBits = 8, parity = 'none' } = framing as Partial<SerialTransport>;
      expect(heard).toEqual(sent === read ? { code, dataBits, parity } : undefined);
    }),
    { numRuns: 1_000 },
  );
});

test('what is no code, or a goods code with a wrong digit, is not readable', () => {
  const read = (text: string) => readableCode(Buffer.from(text, 'latin1'));
  expect(read('6901234567892\r')).toBeDefined();
  expect(read('6901234567893\r')).toBeUndefined();
  expect(read('ABC-1234\r\nDEF-5678\r\n')?.code).toBe('ABC-1234');
  expect(read('A\r')).toBeUndefined();
  expect(read('ABC\x00\x01\r')).toBeUndefined();
  expect(read('')).toBeUndefined();
});

/** The wire to a scanner that is set to `real`, and the rates at which it was opened. */
function uart(real: SerialTransport, opened: number[]): OpenTransport {
  return async (config: TransportConfig, isReadable, listener) => {
    if (config.type !== 'serial') throw new Error('a serial line is wanted');
    const transport = await openTransport(config, isReadable, {
      ...listener,
      onData: (bytes) => listener.onData(receivedAs(bytes, real, config)),
    });
    opened.push(config.baudRate);
    return transport;
  };
}

async function withScanner() {
  const directory = await withDirectory();
  const gun = await startScannerSimulator(directory.path);
  return {
    gun,
    [Symbol.asyncDispose]: async () => {
      await gun.close();
      await directory[Symbol.asyncDispose]();
    },
  };
}

test('the rate is found while a person scans, with the framing', async () => {
  await using bench = await withScanner();
  const { gun } = bench;
  const opened: number[] = [];
  const real = line(38_400, { dataBits: 7, parity: 'even' });
  const found = findBaudRate({ path: gun.path, timeoutMs: 20_000 }, uart(real, opened));
  for (const count of [1, 2, 3]) {
    await until('the next rate', () => opened.length === count);
    await gun.scan('6901234567892', { aim: ']E0' });
  }
  expect(await found).toEqual({ transport: { ...real, path: gun.path }, code: '6901234567892' });
  expect(opened).toEqual([9_600, 19_200, 38_400]);
});

test('nothing is found when nobody scans, and the port is free again', async () => {
  await using bench = await withScanner();
  const ask = { method: 'auto-baud', params: { path: bench.gun.path, timeoutMs: 30 } } as const;
  expect(await answerProcessCall(ask)).toBeNull();
  expect(await answerProcessCall(ask)).toBeNull();
});

test('a port that a driver has is busy, one that is not there offline', async () => {
  await using bench = await withScanner();
  const listener = { onData: () => undefined, onClosed: () => undefined };
  const { path } = bench.gun;
  const held = await openTransport(line(9_600, { path }), true, listener);
  const ask = (at: string) =>
    answerProcessCall({ method: 'auto-baud', params: { path: at, timeoutMs: 5_000 } });
  await expect(ask(path)).rejects.toMatchObject({ code: 'device.busy' });
  await held.close();
  await expect(ask(`${path}-gone`)).rejects.toMatchObject({ code: 'device.offline' });
});

test('a scanner that is unplugged meanwhile ends the search', async () => {
  await using bench = await withScanner();
  const opened: number[] = [];
  const found = findBaudRate(
    { path: bench.gun.path, timeoutMs: 20_000 },
    uart(line(115_200), opened),
  );
  // It may fail before anybody waits for it; the last line does.
  found.catch(() => undefined);
  await until('the port is open', () => opened.length === 1);
  await bench.gun.unplug();
  await expect(found).rejects.toMatchObject({ code: 'device.interrupted' });
});
