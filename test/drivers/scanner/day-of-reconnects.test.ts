import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ScannerConfig } from '../../../drivers/contract.ts';
import { DeviceError } from '../../../drivers/device-error.ts';
import { ManagedDevice } from '../../../drivers/device-model/managed-device.ts';
import { startScanner } from '../../../drivers/scanner/scanner.ts';
import type { OpenTransport, TransportListener } from '../../../drivers/transport/transport.ts';
import { heapBytes } from '../../support/heap.ts';
import { randomFrom } from '../../support/random.ts';

const hourMs = 3_600_000;

const config: ScannerConfig = {
  id: 's',
  kind: 'scanner',
  transport: {
    type: 'serial',
    path: '/dev/pos-scanner',
    baudRate: 9_600,
    dataBits: 8,
    stopBits: 1,
    parity: 'none',
  },
};

/** A socket that somebody pulls and plugs, with a scanner on it. */
class Socket {
  #isPlugged = true;
  #listener: TransportListener | undefined;

  readonly open: OpenTransport = async (_config, _isReadable, listener) => {
    if (!this.#isPlugged) throw new DeviceError('device.offline', 'no such file');
    this.#listener = listener;
    return {
      write: async () => undefined,
      close: async () => {
        this.#listener = undefined;
      },
    };
  };

  get isHeard(): boolean {
    return this.#listener !== undefined;
  }

  send(text: string): void {
    this.#listener?.onData(Buffer.from(text, 'latin1'));
  }

  plug(isPlugged: boolean): void {
    this.#isPlugged = isPlugged;
    const listener = this.#listener;
    if (isPlugged) return;
    this.#listener = undefined;
    listener?.onClosed('unplugged');
  }
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('24 hours of pulled plugs lose, double and merge no code, and keep no memory', async () => {
  const random = randomFrom(20_261_123);
  const socket = new Socket();
  const heard: string[] = [];
  let states = 0;
  const device = new ManagedDevice((context) => startScanner(config, context), {
    emit: (event) => {
      if (event.kind === 'scan') heard.push(event.code);
      if (event.kind === 'state') states += 1;
    },
    now: Date.now,
    openTransport: socket.open,
    find: () => undefined,
  });

  const startedAt = Date.now();
  let sent = 0;
  let matched = 0;
  let heapAfterAnHour = 0;
  while (Date.now() - startedAt < 24 * hourMs) {
    // Plugged in: some codes, whole or in two pieces; then half a code, and the plug is pulled.
    await vi.advanceTimersByTimeAsync(6_000);
    expect(socket.isHeard).toBe(true);
    const expected: string[] = [];
    for (let left = random.between(1, 4); left > 0; left -= 1) {
      sent += 1;
      const code = `CODE-${String(sent).padStart(8, '0')}`;
      const cut = random.between(0, code.length);
      socket.send(code.slice(0, cut));
      await vi.advanceTimersByTimeAsync(random.between(0, 20));
      socket.send(`${code.slice(cut)}\r\n`);
      expected.push(code);
    }
    socket.send('HALF');
    socket.plug(false);
    await vi.advanceTimersByTimeAsync(random.between(50, 20_000));
    socket.plug(true);
    expect(heard.splice(0)).toEqual(expected);
    matched += expected.length;
    if (heapAfterAnHour === 0 && Date.now() - startedAt > hourMs) heapAfterAnHour = heapBytes();
  }
  await device.close();

  expect(matched).toBe(sent);
  expect(states).toBeGreaterThan(10_000);
  const grownBytes = heapBytes() - heapAfterAnHour;
  // A code kept for each of thousands of reconnects would be megabytes.
  expect(grownBytes).toBeLessThan(1_000_000);
});
