import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DeviceCall, DeviceConfig } from '../../drivers/contract.ts';
import { DeviceError } from '../../drivers/device-error.ts';
import { ManagedDevice } from '../../drivers/device-model/managed-device.ts';
import { startDevice } from '../../drivers/process/kinds.ts';
import { builtInProfiles, loadProfiles } from '../../drivers/profiles/load.ts';
import type { OpenTransport, TransportListener } from '../../drivers/transport/transport.ts';
import { type Random, randomFrom } from '../support/random.ts';
import { mutated } from './mutate.ts';
import { targets } from './targets.ts';

// The drivers' pauses run on the simulated clock as well.
vi.mock('node:timers/promises', () => ({
  setTimeout: (delayMs: number) =>
    new Promise<void>((resolve) => globalThis.setTimeout(resolve, delayMs)),
}));

const inputs = Number(process.env.FUZZ_INPUTS ?? 20_000);
const seed = Number(process.env.FUZZ_SEED ?? 20_261_123);

const line = {
  type: 'serial',
  path: '/dev/pos-device',
  baudRate: 9_600,
  dataBits: 8,
  stopBits: 1,
  parity: 'none',
} as const;
const reports = { type: 'hid', path: '/dev/pos-reader' } as const;
const { scanners, printers } = loadProfiles([builtInProfiles]);
const layout = scanners.get('hid-pos-generic');
const eighty = printers.get('80mm');
if (!layout || !eighty) throw new Error('the profiles that come with the program are missing');

const weigh: DeviceCall = { method: 'weigh', params: { timeoutMs: 2_000 } };
const status: DeviceCall = { method: 'status', params: null };
const readCard: DeviceCall = { method: 'read-card', params: { timeoutMs: 2_000 } };
const health: DeviceCall = {
  method: 'check-health',
  params: { level: 'internal', timeoutMs: 2_000 },
};

/** Each driver, and a call that waits for its device's answers. */
const drivers: readonly (readonly [name: string, config: DeviceConfig, call: DeviceCall])[] = [
  ['a serial scanner', { id: 'd', kind: 'scanner', transport: line }, health],
  ['a HID scanner', { id: 'd', kind: 'scanner', transport: reports, profile: layout }, health],
  [
    'a printer that is asked',
    { id: 'd', kind: 'printer', transport: line, profile: eighty },
    status,
  ],
  [
    'a printer that reports',
    {
      id: 'd',
      kind: 'printer',
      transport: line,
      profile: { ...eighty, hasAutomaticStatus: true },
    },
    status,
  ],
  ['a Toledo scale', { id: 'd', kind: 'scale', transport: line, protocol: 'toledo-8217' }, weigh],
  ['an NCI scale', { id: 'd', kind: 'scale', transport: line, protocol: 'nci' }, weigh],
  ['an MT-SICS scale', { id: 'd', kind: 'scale', transport: line, protocol: 'mt-sics' }, weigh],
  ['a HID scale', { id: 'd', kind: 'scale', transport: reports, protocol: 'hid' }, weigh],
  ['a NEO 2 reader', { id: 'd', kind: 'reader', transport: reports, protocol: 'neo2' }, readCard],
  ['an MMS reader', { id: 'd', kind: 'reader', transport: reports, protocol: 'mms' }, health],
];

const seeds = targets.flatMap((target) => target.seeds);

/** A device that answers everything with nearly right bytes, and breaks now and then. */
function brokenWire(random: Random): OpenTransport {
  return async (_config, _isReadable, listener: TransportListener) => {
    let isOpen = true;
    const tell = () => isOpen && listener.onData(mutated(random, seeds));
    // Scanners and HID scales speak without being asked.
    const chatter = setInterval(tell, 250);
    const end = () => {
      isOpen = false;
      clearInterval(chatter);
    };
    return {
      write: async () => {
        if (random.between(0, 40) === 0) throw new DeviceError('device.interrupted', 'it broke');
        for (let answers = random.between(0, 3); answers > 0; answers -= 1) {
          setTimeout(tell, random.between(0, 50));
        }
        if (random.between(0, 60) !== 0) return;
        end();
        setTimeout(() => listener.onClosed('unplugged'));
      },
      close: async () => end(),
    };
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test.each(drivers)(
  '%s whose device talks nonsense neither crashes nor hangs',
  async (_, config, call) => {
    const random = randomFrom(seed);
    let received = 0;
    const device = new ManagedDevice((context) => startDevice(config, context), {
      emit: (event) => {
        if (event.kind === 'trace' && event.direction === 'in') received += 1;
      },
      now: Date.now,
      openTransport: brokenWire(random),
      find: () => undefined,
    });
    for (let calls = Math.ceil(inputs / 1_000); calls > 0; calls -= 1) {
      let outcome = 'pending';
      const settled = device.call(call).then(
        () => 'answered',
        (cause: unknown) => (cause instanceof DeviceError ? 'refused' : String(cause)),
      );
      void settled.then((word) => {
        outcome = word;
      });
      await vi.advanceTimersByTimeAsync(40_000);
      expect(['answered', 'refused']).toContain(outcome);
    }
    const closed = device.close();
    await vi.advanceTimersByTimeAsync(10_000);
    await closed;
    expect(received).toBeGreaterThan(1_000);
  },
  600_000,
);
