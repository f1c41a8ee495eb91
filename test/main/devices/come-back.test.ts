import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Devices, type DevicesEvent, startDevices } from '../../../main/devices/devices.ts';
import { forkDeviceProcess } from '../../../main/devices/fork-device-process.ts';
import { until, withDirectory } from '../../drivers/support.ts';
import {
  type DriverSide,
  type SimulatedDevice,
  simulatedDevices,
} from '../../support/simulated-devices.ts';

/** Quality R6: whatever breaks, each device is back and does what it did. */
let directory: Awaited<ReturnType<typeof withDirectory>>;
let there: readonly SimulatedDevice[];
let devices: Devices;
let events: DevicesEvent[];
let refusals: string[];

beforeEach(async () => {
  directory = await withDirectory();
  const starts = Object.values(simulatedDevices);
  there = await Promise.all(starts.map((start) => start(directory.path)));
  events = [];
  refusals = [];
  devices = startDevices({
    configs: there.map(({ config }) => config),
    spawn: forkDeviceProcess,
    onEvent: (event) => events.push(event),
  });
  await until('every device', () => there.every(isOpen));
});

afterEach(async () => {
  await devices.close();
  await Promise.all(there.map((device) => device.close()));
  await directory[Symbol.asyncDispose]();
});

const stateOf = ({ config }: SimulatedDevice) =>
  devices.state().devices.find(({ id }) => id === config.id)?.state;
const isOpen = (device: SimulatedDevice): boolean => stateOf(device) === 'open';

function driverOf({ config }: SimulatedDevice): DriverSide {
  return {
    async call(method, params) {
      const reply = await devices.call(config.id, method, params);
      if (reply.ok) return reply.value;
      throw new Error(`${config.id} ${method}: ${reply.error.code} ${reply.error.message}`);
    },
    scans: () =>
      events.flatMap((each) =>
        each.kind === 'device' && each.device === config.id && each.event.kind === 'scan'
          ? [each.event.code]
          : [],
      ),
  };
}

const useAll = () => Promise.all(there.map((device) => device.use(driverOf(device))));

/** As the print queue and a person do: what is refused while a device comes back is asked again. */
async function useAllAgain(): Promise<void> {
  const isBack = new Set<string>();
  await Promise.all(
    there.map(async (device) => {
      while (!isBack.has(device.config.id)) {
        await until(`${device.config.id} is open`, () => isOpen(device));
        await device.use(driverOf(device)).then(
          () => isBack.add(device.config.id),
          (error: unknown) => refusals.push(String(error)),
        );
      }
    }),
  );
}

test('every device is back when the device process was killed in the middle of their work', async () => {
  await useAll();
  const { pid } = devices.state();
  if (pid === undefined) throw new Error('no device process');
  const broken = there.map((device) => device.use(driverOf(device)).catch(() => 'broken'));
  process.kill(pid, 'SIGKILL');
  await until('another process', () => devices.state().processDeaths === 1);
  await Promise.all(broken);
  await useAllAgain();
});

test('every device is back when it was unplugged and plugged in again', async () => {
  await useAll();
  await Promise.all(there.map((device) => device.unplug()));
  await until('the loss of all', () => there.every((device) => !isOpen(device)));
  await Promise.all(there.map((device) => device.replug()));
  await useAllAgain();
  expect(devices.state().processDeaths).toBe(0);
});
