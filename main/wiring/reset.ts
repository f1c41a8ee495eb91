import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Empties the terminal: the database and its secrets are put aside under a name with the time, never
 * deleted, so that the journal can still be read. Everything in it has reached the hub by then.
 */
export function resetTerminal(dataDir: string): void {
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-');
  for (const name of ['terminal.sqlite', 'terminal.sqlite-wal', 'terminal.sqlite-shm', 'secrets']) {
    const path = join(dataDir, name);
    if (existsSync(path)) renameSync(path, join(dataDir, `${name}.${stamp}`));
  }
}
