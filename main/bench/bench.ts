import type { DeviceKind } from '../../drivers/contract.ts';
import type { TraceRow } from '../contract/bench/queries.ts';
import type { BenchSnapshot, HealthShown } from '../contract/bench/snapshot.ts';
import { type Result, refuse, succeed } from '../contract/failure.ts';
import type { DevicesEvent } from '../devices/devices.ts';
import { Activity } from './activity.ts';
import { createCards } from './cards.ts';
import { createCounters } from './counters.ts';
import { createDeviceTests } from './device-tests.ts';
import { createHealth } from './health.ts';
import { createNetwork } from './machine/network.ts';
import { createStorage } from './machine/storage.ts';
import { readVersions } from './machine/versions.ts';
import type { BenchParts } from './parts.ts';
import { createRecorder } from './recorder.ts';
import { writeReport } from './report/write.ts';
import { createScans, type ScanSeen } from './scans.ts';
import { createBindings } from './setup/binding.ts';
import { createFinder } from './setup/finder.ts';
import { createLearning } from './setup/learning.ts';
import { createProbe } from './setup/probe.ts';
import { showDevice } from './show-device.ts';
import { createSoak } from './soak.ts';
import { traceRows } from './trace-rows.ts';

export type { BenchParts } from './parts.ts';

/** The technician's bench: what it is asked, what it hears of the devices, and what it shows. */
export function createBench(parts: BenchParts) {
  const { settings, devices, resolved, now, changed } = parts;
  const bench = createTools(parts);
  const { activity, health, bindings, recorder, scans, soak } = bench;
  const versions = readVersions();
  const startedAt = performance.now();
  let report: BenchSnapshot['report'] = null;
  /** What goes wrong here must never end the terminal. */
  const begin = (work: Promise<void>): void => void work.catch(parts.report);

  function snapshot(): BenchSnapshot {
    const views = devices.state().devices;
    return {
      devices: resolved().configs.flatMap((config) => {
        const view = views.find(({ id }) => id === config.id);
        return view ? [showDevice(config, view, bench)] : [];
      }),
      ...bench.shown(),
      clock: {
        now: now(),
        timeZone: settings.store.timeZone,
        hubOffsetMs: parts.hubOffsetMs(),
        uptimeMs: Math.round(performance.now() - startedAt),
      },
      versions,
      report,
      profiles: showProfiles(parts),
    };
  }

  return {
    canUse(deviceId: string, kind?: DeviceKind): Result<void> {
      const device = bindings.get(deviceId);
      if (!device || (kind !== undefined && device.kind !== kind)) {
        return refuse('device.not-configured', `there is no ${kind ?? 'device'} ${deviceId}`);
      }
      const running = activity.running(deviceId);
      return running === null
        ? succeed(undefined)
        : refuse('device.busy', `${deviceId} is at ${running}`);
    },
    checkHealth: (deviceId: string, level: HealthShown['level']) =>
      begin(health.check(deviceId, level)),
    checkAll: (level: 'internal' | 'external') => begin(health.checkAll(level)),
    identify(deviceId: string): void {
      const number = settings.devices.findIndex(({ id }) => id === deviceId) + 1;
      void devices.call(deviceId, 'identify', { number });
    },
    test: (...asked: Parameters<typeof bench.tests.run>) => begin(bench.tests.run(...asked)),
    find: () => begin(bench.finder.find()),
    autoBaud: (path: string) => begin(bench.finder.autoBaud(path)),
    bind: bindings.bind,
    unbind: bindings.unbind,
    applyDevices: () => parts.applyDevices(),
    learnScanner: bench.learning.expect,
    learnDrawer: (...asked: Parameters<typeof bench.learning.learnDrawer>) =>
      begin(bench.learning.learnDrawer(...asked)),
    probe: (deviceId: string) => begin(bench.probe.print(deviceId)),
    answerProbe: bench.probe.answer,
    sendRaw: (deviceId: string, hex: string) => void devices.call(deviceId, 'send-raw', { hex }),
    record: recorder.record,
    soak: (deviceId: string, isRunning: boolean) =>
      isRunning ? soak.start(deviceId) : soak.stop(),
    checkStorage: () => begin(bench.storage.check()),
    drill: (...asked: Parameters<typeof bench.storage.drill>) =>
      begin(bench.storage.drill(...asked)),
    checkNetwork: () => begin(bench.network.check()),
    report(): void {
      report = writeReport(parts, snapshot(), health.history);
      changed();
    },

    /** What devices do and are asked, in order; payment codes are hidden in it but for scans. */
    hear: (event: DevicesEvent) => hear(bench, now, event),
    /** A scan while the devices screen stands: it is shown, and may give its scanner a role. */
    takeScan(scan: ScanSeen): void {
      scans.add(scan);
      begin(bench.learning.hear(scan.deviceId));
    },
    snapshot,
    trace(deviceId: string, after: number): TraceRow[] {
      const config = resolved().configs.find(({ id }) => id === deviceId);
      return config ? traceRows(config, devices.trace(deviceId), after) : [];
    },
    history: health.history,
    close(): void {
      soak.stop();
      recorder.close();
      bench.counters.close();
    },
  };
}
export type BenchEngine = ReturnType<typeof createBench>;

type Tools = ReturnType<typeof createTools>;

function createTools(parts: BenchParts) {
  const activity = new Activity(parts.changed);
  const counters = createCounters(parts);
  const bindings = createBindings(parts, counters);
  const cards = createCards(parts);
  const scans = createScans(parts);
  const soak = createSoak(parts);
  const recorder = createRecorder(parts);
  const health = createHealth(parts, activity);
  const finder = createFinder(parts);
  const learning = createLearning(parts, bindings, activity);
  const probe = createProbe(parts, bindings, activity);
  const storage = createStorage(parts);
  const network = createNetwork(parts);
  const onCard: Parameters<typeof createDeviceTests>[2] = (deviceId, card) =>
    cards.add(deviceId, card, parts.now());
  return {
    activity,
    counters,
    bindings,
    cards,
    scans,
    soak,
    recorder,
    health,
    finder,
    learning,
    probe,
    storage,
    network,
    tests: createDeviceTests(parts, activity, onCard),
    shown: () => ({
      run: health.run(),
      finding: finder.finding(),
      autoBaud: finder.autoBaudShown(),
      learningRole: learning.role(),
      probe: probe.shown(),
      scans: scans.list(),
      cards: cards.list(),
      soak: soak.shown(),
      recording: recorder.shown(),
      network: network.shown(),
      ...storage.shown(),
    }),
  };
}

function hear(bench: Tools, now: () => number, event: DevicesEvent): void {
  if (event.kind === 'call') bench.recorder.call(event.device, event.call);
  if (event.kind !== 'device') return;
  const { device, event: news } = event;
  bench.recorder.event(device, news);
  if (news.kind === 'count') bench.counters.count(device, news.name, news.by);
  if (news.kind === 'card') bench.cards.add(device, news.card, now());
  if (news.kind === 'state' && news.state === 'open') bench.soak.replugged(device);
}

function showProfiles({ resolved }: BenchParts): BenchSnapshot['profiles'] {
  const { profiles, broken } = resolved();
  const list = (known: ReadonlyMap<string, { readonly name: string; readonly title: string }>) =>
    [...known.values()].map(({ name, title }) => ({ name, title }));
  return {
    printers: list(profiles.printers),
    scanners: list(profiles.scanners),
    broken: broken.map(({ path, reason }) => ({ path, reason })),
  };
}
