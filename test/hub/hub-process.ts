import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { testAdminToken } from './test-hub.ts';

const startFile = fileURLToPath(new URL('../../hub/start.ts', import.meta.url));

export type HubProcess = {
  readonly origin: string;
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  /** What it wrote to standard error so far. */
  logged(): string;
  /** Ends it and waits; the exit code, or null when a signal ended it. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
};

const alive = new Set<HubProcess['child']>();

/** Ends what a test left behind, also one that ran out of time in the middle of a start. */
export function killHubProcesses(): void {
  for (const child of alive) child.kill('SIGKILL');
}

/** A hub as `hub/start.ts` runs it, listening. @throws Error with its words when it ends instead. */
export async function startHubProcess(options: readonly string[]): Promise<HubProcess> {
  const { DATABASE_URL: _, ...environment } = process.env;
  const child = spawn(process.execPath, [startFile, ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...environment, SAOMA_HUB_ADMIN_TOKEN: testAdminToken },
  });
  alive.add(child);
  const exited = once(child, 'close').finally(() => alive.delete(child));
  let logs = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    logs += text;
  });
  const line = await Promise.race([
    once(createInterface(child.stdout), 'line').then(([text]) => String(text)),
    exited.then(() => null),
  ]);
  if (line === null) throw new Error(logs);
  return {
    origin: JSON.parse(line).listening,
    child,
    logged: () => logs,
    async end(signal) {
      child.kill(signal);
      const [code] = await exited;
      return code;
    },
  };
}
