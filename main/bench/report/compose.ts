import type { BenchSnapshot, HealthShown } from '../../contract/bench/snapshot.ts';
import type { Settings } from '../../store/settings-schema.ts';
import { redact } from './redact.ts';

export type ReportParts = {
  readonly at: number;
  readonly snapshot: BenchSnapshot;
  readonly settings: Settings;
  /** Health checks of the last 90 days, newest first. */
  history(deviceId: string): HealthShown[];
  readonly secrets: readonly string[];
};

/** Checks of one device that go into a report. */
const checksShown = 20;

export type Report = ReturnType<typeof composeReport>;

/**
 * Everything that whoever mends the terminal from afar needs to know, with secrets removed. Scans
 * and cards are customers' and stay here.
 */
export function composeReport({ at, snapshot, settings, history, secrets }: ReportParts) {
  const { devices, storage, drills, network, clock, versions, profiles } = snapshot;
  const { terminal, store, isDemo } = settings;
  const report = {
    at,
    terminal: { id: terminal.id, number: terminal.number, isDemo },
    store: { id: store.id, name: store.name, timeZone: store.timeZone },
    versions,
    clock,
    devices: devices.map(({ health: _, ...device }) => ({
      ...device,
      checks: history(device.id).slice(0, checksShown),
    })),
    storage,
    drills,
    network,
    profiles,
    settings,
  };
  return redact(report, secrets);
}
