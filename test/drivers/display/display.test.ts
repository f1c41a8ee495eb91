import { describe, expect, test } from 'vitest';
import type { DeviceCalls, DisplayConfig } from '../../../drivers/contract.ts';
import { DeviceError } from '../../../drivers/device-error.ts';
import { startDisplay } from '../../../drivers/display/display.ts';
import { startPassThroughSimulator } from '../../../drivers/display/simulator/pass-through.ts';
import { startDisplaySimulator } from '../../../drivers/display/simulator/simulator.ts';
import { startPrinter } from '../../../drivers/printer/printer.ts';
import { PrinterSimulator } from '../../../drivers/printer/simulator/simulator.ts';
import type { Transport } from '../../../drivers/transport/transport.ts';
import { callDevice, receipt, until, Witness, withDirectory } from '../support.ts';

type Lines = DeviceCalls['show']['params']['lines'];

const cells = (text: string): string => text.padEnd(20);
const failure = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no failure',
    (cause: unknown) => {
      if (cause instanceof DeviceError) return cause.code;
      throw cause;
    },
  );

/** A simulated display and the driver on its wire. */
async function openRig(
  protocol: DisplayConfig['protocol'],
  wire: 'serial' | 'tcp',
  charset: DisplayConfig['charset'] = 'ascii',
) {
  const directory = await withDirectory();
  const serial = { type: 'serial', directory: directory.path, name: 'display' } as const;
  const display = await startDisplaySimulator(protocol, wire === 'tcp' ? { type: 'tcp' } : serial);
  const witness = new Witness();
  const { transport } = display;
  const device = startDisplay(
    { id: 'display', kind: 'display', transport, protocol, charset },
    witness.context,
  );
  await until('the display is connected', () => witness.isIn('open'));
  return {
    display,
    witness,
    device,
    show: (...lines: Lines) => callDevice(device, 'show', { lines }),
    untilShown: (...lines: Lines) =>
      until(`${lines} is shown`, () => display.lines().join() === lines.map(cells).join()),
    [Symbol.asyncDispose]: async () => {
      await device.close();
      await display.close();
      await directory[Symbol.asyncDispose]();
    },
  };
}

describe.each([
  ['cd5220', 'serial'],
  ['escpos', 'serial'],
  ['cd5220', 'tcp'],
] as const)('a %s display over %s', (protocol, wire) => {
  test.concurrent('shows each text whole, whatever stood there before', async () => {
    await using rig = await openRig(protocol, wire);
    await rig.show('A long line of twenty', 'Total          12.50');
    await rig.untilShown('A long line of twent', 'Total          12.50');
    await rig.show('Milk', '');
    await rig.untilShown('Milk', '');
    expect(rig.display.ignored()).toBe(0);
  });

  test.concurrent('shows the newest text again when it comes back', async () => {
    await using rig = await openRig(protocol, wire);
    await rig.show('Milk', '12.50');
    await rig.untilShown('Milk', '12.50');
    await rig.display.unplug();
    await until('it is lost', () => rig.witness.isIn('lost'));
    expect(['device.offline', 'device.interrupted']).toContain(
      await failure(rig.show('Bread', '3.00')),
    );
    expect(rig.display.lines()).toEqual([cells(''), cells('')]);
    await rig.display.replug();
    await rig.untilShown('Bread', '3.00');
    expect(rig.display.ignored()).toBe(0);
  });

  test.concurrent('shows the check’s text and then the sale’s next one', async () => {
    await using rig = await openRig(protocol, wire);
    await rig.show('Milk', '12.50');
    const check = (level: 'internal' | 'external' | 'interactive') =>
      callDevice(rig.device, 'check-health', { level, timeoutMs: 1_000 });
    expect(await check('internal')).toMatchObject({ isHealthy: true, codes: ['healthy'] });
    expect(await check('external')).toMatchObject({ isHealthy: true, codes: ['shown-text'] });
    await rig.untilShown('     HEALTH OK', '     1234567890');
    expect(await check('interactive')).toMatchObject({ isHealthy: true, codes: ['shown-text'] });
    await callDevice(rig.device, 'identify', { number: 12 });
    await rig.untilShown('         12', '         12');
    await rig.show('Bread', '3.00');
    await rig.untilShown('Bread', '3.00');
  });

  test.concurrent('is found not connected by each check', async () => {
    await using rig = await openRig(protocol, wire);
    await rig.display.unplug();
    await until('it is lost', () => rig.witness.isIn('lost'));
    for (const level of ['internal', 'external'] as const) {
      const outcome = await callDevice(rig.device, 'check-health', { level, timeoutMs: 1_000 });
      expect(outcome).toMatchObject({ isHealthy: false, codes: ['not-connected'] });
    }
  });
});

test('a Chinese display shows Chinese names', async () => {
  await using rig = await openRig('cd5220', 'serial', 'gb18030');
  await rig.show('2×牛奶     12.50', '合计           12.50');
  await until(
    'it is shown',
    () => rig.display.lines().join() === '2×牛奶     12.50   ,合计           12.50',
  );
});

test('a test’s text gives way to the sale’s by itself', async () => {
  await using rig = await openRig('escpos', 'tcp');
  await rig.show('Milk', '12.50');
  await callDevice(rig.device, 'identify', { number: 3 });
  await rig.untilShown('         3', '         3');
  await rig.untilShown('Milk', '12.50');
});

test('bytes are sent as they are', async () => {
  await using rig = await openRig('cd5220', 'tcp');
  await callDevice(rig.device, 'send-raw', { hex: Buffer.from('\x0cHello').toString('hex') });
  await rig.untilShown('Hello', '');
});

test('of many texts on a slow line only the first and the newest are sent', async () => {
  const writes: string[] = [];
  const gate = Promise.withResolvers<void>();
  const slow: Transport = {
    write: async (bytes) => {
      writes.push(Buffer.from(bytes).toString('latin1'));
      await gate.promise;
    },
    close: async () => undefined,
  };
  const witness = new Witness();
  const device = startDisplay(
    {
      id: 'display',
      kind: 'display',
      transport: { type: 'tcp', host: '127.0.0.1', port: 9 },
      protocol: 'cd5220',
      charset: 'ascii',
    },
    { ...witness.context, openTransport: async () => slow },
  );
  await until('the line is busy', () => writes.length === 1);
  const shows = Array.from({ length: 50 }, (_, n) =>
    callDevice(device, 'show', { lines: [`text ${n}`, ''] }),
  );
  gate.resolve();
  expect(await Promise.all(shows)).toEqual(Array.from({ length: 50 }, () => null));
  expect(writes).toHaveLength(2);
  expect(writes[1]).toContain('text 49');
  await device.close();
});

describe('a display behind the printer', () => {
  async function openBehindPrinter(hasPrinter = true) {
    const paper = new PrinterSimulator({ host: '127.0.0.1' });
    await paper.listen(0);
    const line = await startPassThroughSimulator('cd5220', paper.port);
    const printer = startPrinter(
      { id: 'printer', kind: 'printer', transport: line.transport, profile: '80mm' },
      new Witness().context,
    );
    const witness = new Witness(new Map(hasPrinter ? [['printer', printer]] : []));
    const device = startDisplay(
      {
        id: 'display',
        kind: 'display',
        transport: { type: 'printer', printer: 'printer' },
        protocol: 'cd5220',
        charset: 'ascii',
      },
      witness.context,
    );
    return {
      paper,
      line,
      printer,
      device,
      witness,
      [Symbol.asyncDispose]: async () => {
        await device.close();
        await printer.close();
        await line.close();
        await paper.close();
      },
    };
  }

  test('shows its text between the papers, and the papers stay what they are', async () => {
    await using rig = await openBehindPrinter();
    const { device, printer, paper, line, witness } = rig;
    await until('the display is there', () => witness.isIn('open'));
    const work = [
      callDevice(device, 'show', { lines: ['Milk', '12.50'] }),
      callDevice(printer, 'print', { jobId: 'job', document: receipt }),
      callDevice(device, 'show', { lines: ['Thank you', ''] }),
    ];
    await Promise.all(work);
    await until('the text', () => line.lines().join() === `${cells('Thank you')},${cells('')}`);
    await until('the paper', () => paper.receipts.length === 1);
    expect(line.ignored()).toBe(0);
    expect(paper.receipts[0]?.lines.join('\n')).not.toContain('Thank you');
    expect(paper.receipts[0]?.lines.join('\n')).toContain('收款成功');
  });

  test('is not connected without its printer, and says so', async () => {
    await using rig = await openBehindPrinter(false);
    await until('it is lost', () => rig.witness.isIn('lost'));
    const shown = callDevice(rig.device, 'show', { lines: ['Milk', ''] });
    expect(await failure(shown)).toBe('device.not-configured');
  });
});
