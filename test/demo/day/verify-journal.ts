import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const verifier = new URL('../../../main/store/verify/verify.ts', import.meta.url).pathname;

export type Verdict = { readonly isClean: boolean; readonly text: string };

/** Has the separate program check the terminal's journal. */
export function verifyJournal(dataDir: string): Verdict {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [verifier, join(dataDir, 'terminal.sqlite')],
    { encoding: 'utf8' },
  );
  return { isClean: status === 0, text: (stdout + stderr).trim() };
}
