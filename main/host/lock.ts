import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { HostError } from './host.ts';

/** Kept while the host is open. */
export type Lock = { release(): void };

/**
 * Takes `<profileDir>.lock` for this process; a lock whose process is gone does not count.
 * Needed because a second Chromium on a profile opens its page inside the first one.
 *
 * @throws {HostError} `host.already-running`, naming the other process.
 */
export function takeLock(profileDir: string): Lock {
  const path = `${profileDir}.lock`;
  const mine = identityOf(process.pid);
  if (mine === null) throw new Error('this process is not in /proc');
  mkdirSync(dirname(path), { recursive: true });

  const holder = claim(path, mine);
  if (holder !== null) {
    throw new HostError('host.already-running', `${path} is held by process ${holder}`);
  }
  return {
    release: () => {
      if (readIfThere(path) === mine) rmSync(path);
    },
  };
}

/** Null when the lock is ours now, else the process that has it. */
function claim(path: string, mine: string): string | null {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, mine);
  try {
    // A link appears with its whole content or not at all, unlike a file being written.
    while (!tryLink(draft, path)) {
      const theirs = readIfThere(path);
      if (theirs === null) continue;
      const pid = theirs.split(' ')[0] ?? '';
      if (identityOf(Number(pid)) === theirs) return pid;
      renameSync(path, `${draft}.stale`);
      rmSync(`${draft}.stale`);
    }
    return null;
  } finally {
    rmSync(draft, { force: true });
  }
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/** Process number and its start, in ticks since boot (proc(5), stat field 22): numbers come again. */
function identityOf(pid: number): string | null {
  const stat = readIfThere(`/proc/${pid}/stat`);
  if (stat === null) return null;
  // Fields are counted from the end of the name, which may itself hold spaces and brackets.
  const startTicks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  return `${pid} ${startTicks}`;
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT') || isCode(error, 'ESRCH')) return null;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
