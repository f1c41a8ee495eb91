import type { KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { type Failure, PosError } from './contract/failure.ts';
import { openDatabase } from './store/database.ts';
import { openSecrets, type SecretCipher, type SecretStore } from './store/secrets.ts';
import { openSettings } from './store/settings.ts';
import type { Settings } from './store/settings-schema.ts';
import { openStore, type Store } from './store/store.ts';
import { type AccountList, openAccountList } from './wiring/account-list.ts';
import { beginJournal, terminalKey } from './wiring/identity.ts';

/** What has been brought up so far. */
export type Machine = {
  readonly dataDir: string;
  readonly cipher: (dataDir: string) => SecretCipher;
  settings?: Settings;
  secrets?: SecretStore;
  key?: KeyObject;
  store?: Store;
  accounts?: AccountList;
};

export type Phase = {
  readonly name: string;
  run(machine: Machine): void | Promise<void>;
};

/** The terminal comes up in this order; a technician is told the name of the phase that failed. */
export const bootPhases: readonly Phase[] = [
  {
    name: 'settings',
    async run(machine) {
      const path = join(machine.dataDir, 'settings.json');
      const low = await openSettings(path);
      if (!low) throw missingSettings(path);
      machine.settings = low.data;
    },
  },
  {
    name: 'secrets',
    run(machine) {
      const cipher = machine.cipher(machine.dataDir);
      machine.secrets = openSecrets(join(machine.dataDir, 'secrets'), cipher);
      machine.key = terminalKey(machine.secrets);
    },
  },
  {
    name: 'store',
    run(machine) {
      const { settings, key } = ready(machine, 'settings', 'key');
      machine.store = openStore({
        database: openDatabase(join(machine.dataDir, 'terminal.sqlite')),
        privateKey: key,
        timeZone: settings.store.timeZone,
        labelRules: settings.store.labelRules,
        now: Date.now,
        clockTrust: () => 'unchecked',
      });
      beginJournal(machine.store, key, settings);
    },
  },
  {
    name: 'accounts',
    run(machine) {
      const { settings, secrets } = ready(machine, 'settings', 'secrets');
      machine.accounts = openAccountList(settings, secrets);
    },
  },
];

export type BootResult =
  | { readonly ok: true; readonly machine: Required<Machine> }
  | { readonly ok: false; readonly phase: string; readonly failure: Failure };

/** Runs the phases in order. An expected failure ends it with the phase's name; a defect is thrown on. */
export async function boot(
  machine: Machine,
  phases: readonly Phase[] = bootPhases,
): Promise<BootResult> {
  for (const phase of phases) {
    try {
      await phase.run(machine);
    } catch (error) {
      if (!(error instanceof PosError)) throw error;
      return { ok: false, phase: phase.name, failure: error.failure };
    }
  }
  return {
    ok: true,
    machine: {
      ...machine,
      ...ready(machine, 'settings', 'secrets', 'key', 'store', 'accounts'),
    },
  };
}

/** The named parts, which an earlier phase must have made. */
function ready<Name extends keyof Machine>(
  machine: Machine,
  ...names: readonly Name[]
): Required<Pick<Machine, Name>> {
  const missing = names.find((name) => machine[name] === undefined);
  if (missing) throw new Error(`a boot phase needs ${missing} before it is there`);
  return machine as Machine & Required<Pick<Machine, Name>>;
}

function missingSettings(path: string): PosError {
  const reason = 'there is no settings file';
  return new PosError({
    code: 'settings.broken',
    message: `${path}: ${reason}`,
    retry: 'after-fix',
    data: { path, reason },
  });
}
