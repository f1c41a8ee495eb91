import type { KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { badgeOnCard } from '../access/card-badge.ts';
import { type BenchEngine, createBench } from '../bench/bench.ts';
import type { Devices } from '../devices/devices.ts';
import type { SecretStore } from '../store/secrets.ts';
import { changeDevices } from '../store/settings.ts';
import type { Settings } from '../store/settings-schema.ts';
import type { Store } from '../store/store.ts';
import type { DeviceList } from './device-list.ts';
import type { HubLine } from './hub-line.ts';
import { secretsOf } from './secret-names.ts';

export type BenchWiring = {
  readonly dataDir: string;
  readonly store: Store;
  readonly settings: Settings;
  readonly secrets: SecretStore;
  readonly key: KeyObject;
  readonly devices: Devices;
  readonly list: DeviceList;
  readonly hub: Pick<HubLine, 'state'>;
  readonly benchProgram?: string | undefined;
  now(): number;
  newId(): string;
  changed(): void;
  report(error: unknown): void;
};

/** The bench over this terminal's settings, secrets and devices. */
export function wireBench(wiring: BenchWiring): BenchEngine {
  const { settings, secrets, store, devices, list, hub } = wiring;
  const settingsPath = join(wiring.dataDir, 'settings.json');
  return createBench({
    ...wiring,
    workProgram: wiring.benchProgram,
    resolved: list.resolved,
    hubOffsetMs: () => hub.state()?.clockOffsetMs ?? null,
    changeDevices: (next) => changeDevices(settingsPath, settings, next),
    applyDevices(without) {
      const configs = list.reload();
      devices.configure(configs.filter(({ id }) => id !== without));
    },
    language: () => store.state.session().language ?? settings.terminal.language,
    secrets: () => secretsOf(settings, secrets),
    badgeOf: (card) => badgeOnCard(card, settings.store.badgePublicKey ?? null),
  });
}
