import type { TraceRow } from '../contract/bench/queries.ts';
import type { BenchSnapshot, HealthShown } from '../contract/bench/snapshot.ts';
import { type Result, refuse, succeed } from '../contract/failure.ts';
import type { DeviceView } from '../devices/board.ts';
import type { Devices } from '../devices/devices.ts';
import type { Settings } from '../store/settings-schema.ts';

export type BenchParts = {
  readonly settings: Settings;
  readonly devices: Devices;
  now(): number;
  hubOffsetMs(): number | null;
};

const startedAt = performance.now();

/** The technician's bench: what it is asked, and what it shows. */
export function createBench(parts: BenchParts) {
  const { settings, devices, now } = parts;
  const nothing = (): void => {};

  function showDevice(view: DeviceView, path: string): BenchSnapshot['devices'][number] {
    return {
      id: view.id,
      kind: view.kind,
      role: null,
      model: null,
      path,
      connection: view.state,
      lifecycle: 'closed',
      power: 'unknown',
      identity: {},
      lastSuccessAt: view.lastIn?.at ?? null,
      lastFailure: view.lastFailure ?? null,
      counters: [],
      health: [],
      running: null,
      result: null,
    };
  }

  return {
    canUse: (deviceId: string): Result<void> =>
      settings.devices.some(({ id }) => id === deviceId)
        ? succeed(undefined)
        : refuse('device.not-configured', `there is no device ${deviceId}`),
    checkHealth: nothing,
    checkAll: nothing,
    identify: nothing,
    test: nothing,
    find: nothing,
    autoBaud: nothing,
    bind: (): Result<void> => refuse('device.busy', 'not there yet'),
    unbind: (): Result<void> => refuse('device.busy', 'not there yet'),
    applyDevices: nothing,
    learnScanner: nothing,
    learnDrawer: nothing,
    probe: nothing,
    answerProbe: (): Result<void> => refuse('device.busy', 'not there yet'),
    sendRaw: nothing,
    record: (): Result<void> => refuse('device.busy', 'not there yet'),
    soak: nothing,
    checkStorage: nothing,
    drill: nothing,
    checkNetwork: nothing,
    report: nothing,

    trace: (_deviceId: string, _after: number): TraceRow[] => [],
    history: (_deviceId: string): HealthShown[] => [],
    snapshot(): BenchSnapshot {
      return {
        devices: devices.state().devices.map((view) => showDevice(view, '')),
        run: null,
        finding: null,
        autoBaud: null,
        learningRole: null,
        probe: null,
        scans: [],
        cards: [],
        soak: null,
        recording: null,
        storage: null,
        isStorageBusy: false,
        drills: [],
        drillRunning: null,
        network: null,
        clock: {
          now: now(),
          timeZone: settings.store.timeZone,
          hubOffsetMs: parts.hubOffsetMs(),
          uptimeMs: Math.round(performance.now() - startedAt),
        },
        versions: { node: process.versions.node },
        report: null,
        profiles: { printers: [], scanners: [], broken: [] },
      };
    },
  };
}
export type BenchEngine = ReturnType<typeof createBench>;
