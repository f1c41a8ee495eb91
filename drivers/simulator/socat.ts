import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A running `socat`, ended by its own process id. */
export type Socat = { readonly pid: number; readonly close: () => Promise<void> };

const startTimeoutMs = 5_000;

/** Connects two socat addresses; resolves when bytes flow. */
export async function startSocat(first: string, second: string): Promise<Socat> {
  const child = spawn('socat', ['-d', '-d', first, second], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await transferBegun(child);
  const { pid } = child;
  if (pid === undefined) throw new Error('socat did not start');
  return {
    pid,
    close: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill();
      await exited;
    },
  };
}

/** An address of a new pseudo-terminal that passes bytes as they are, found at `link`. */
export function ptyAddress(link: string): string {
  return `pty,raw,echo=0,link=${link}`;
}

async function transferBegun(child: ChildProcess): Promise<void> {
  const begun = Promise.withResolvers<void>();
  let log = '';
  child.stderr?.on('data', (bytes: Buffer) => {
    log += bytes.toString();
    if (log.includes('starting data transfer loop')) begun.resolve();
  });
  child.once('error', begun.reject);
  child.once('exit', () => begun.reject(new Error(`socat ended: ${log}`)));
  const timer = setTimeout(() => begun.reject(new Error(`socat hangs: ${log}`)), startTimeoutMs);
  try {
    await begun.promise;
  } finally {
    clearTimeout(timer);
  }
}
