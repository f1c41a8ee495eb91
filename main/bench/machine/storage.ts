import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchSnapshot } from '../../contract/bench/snapshot.ts';
import type { BenchParts } from '../parts.ts';
import { canMakeDisk, runWork } from './run-work.ts';
import { drillFound, storageFound } from './task.ts';

type Drill = NonNullable<BenchSnapshot['drillRunning']>;

/** Room for the schema, some hundred sales and a WAL. */
const diskMegabytes = 4;

export type Storage = {
  check(): Promise<void>;
  drill(drill: Drill): Promise<void>;
  shown(): Pick<BenchSnapshot, 'storage' | 'isStorageBusy' | 'drills' | 'drillRunning'>;
};

/** The disk under the shop: how it is, and what would happen if it failed, tried on a scratch shop. */
export function createStorage(parts: BenchParts): Storage {
  const { dataDir, now, changed, report } = parts;
  const path = join(dataDir, 'terminal.sqlite');
  let storage: BenchSnapshot['storage'] = null;
  let drills: BenchSnapshot['drills'] = [];
  let isStorageBusy = false;
  let drillRunning: Drill | null = null;

  async function inScratch<Value>(work: (folder: string) => Promise<Value>): Promise<Value> {
    const parent = join(dataDir, 'bench');
    mkdirSync(parent, { recursive: true, mode: 0o700 });
    const folder = mkdtempSync(join(parent, 'drill-'));
    try {
      return await work(folder);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  async function perform(drill: Drill, folder: string) {
    const program = parts.workProgram;
    if (drill === 'power-cut') {
      return await runWork({ do: 'power-cut', folder }, drillFound, { program });
    }
    const task = { do: 'disk-full', folder } as const;
    const diskAt = { folder, megabytes: diskMegabytes };
    // Where the system gives no file system to its users, the limit stands in SQLite instead.
    const hasOwnDisk = await canMakeDisk(diskAt);
    const options = hasOwnDisk ? { program, diskAt } : { program };
    return await runWork({ ...task, hasOwnDisk }, drillFound, options);
  }

  return {
    async check() {
      if (isStorageBusy) return;
      isStorageBusy = true;
      changed();
      try {
        const { workProgram: program } = parts;
        const found = await runWork({ do: 'check-storage', path }, storageFound, { program });
        storage = { ...found, at: now(), path };
      } catch (error) {
        report(error);
      } finally {
        isStorageBusy = false;
        changed();
      }
    },
    async drill(drill) {
      if (drillRunning !== null) return;
      drillRunning = drill;
      changed();
      const at = now();
      const startedAt = performance.now();
      const outcome = await inScratch((folder) => perform(drill, folder)).catch(
        (error: unknown) => {
          report(error);
          return { isPassed: false, facts: { failure: 'internal' } };
        },
      );
      const durationMs = Math.round(performance.now() - startedAt);
      const others = drills.filter((other) => other.drill !== drill);
      drills = [{ drill, at, durationMs, ...outcome }, ...others];
      drillRunning = null;
      changed();
    },
    shown: () => ({ storage, isStorageBusy, drills, drillRunning }),
  };
}
