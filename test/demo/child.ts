import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export type DemoChild = {
  readonly pid: number;
  /** The one JSON line that it says when it is ready. */
  readonly greeting: Record<string, unknown>;
  stop(): Promise<void>;
};

/** Starts one of our programs and waits for the JSON line on its standard output. */
export function startChild(
  script: URL,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<DemoChild> {
  // A demo keeps to itself: it must not write into a database that its environment names.
  const { DATABASE_URL: _, ...inherited } = process.env;
  const child = spawn(process.execPath, [script.pathname, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...inherited, ...environment },
  });
  let lastWords = '';
  child.stderr.on('data', (chunk: Buffer) => {
    lastWords = (lastWords + chunk.toString()).slice(-2_000);
  });
  const { promise, resolve, reject } = Promise.withResolvers<DemoChild>();
  createInterface({ input: child.stdout }).once('line', (line) => {
    resolve({ pid: child.pid ?? 0, greeting: JSON.parse(line), stop: () => stop(child) });
  });
  child.once('error', reject);
  child.once('exit', (code) => {
    reject(new Error(`${script.pathname} ended with ${code}: ${lastWords}`));
  });
  return promise;
}

/** Asks it to end; a child that does not within five seconds is ended. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  child.stdin?.end();
  child.kill('SIGTERM');
  const lastResort = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await ended;
  clearTimeout(lastResort);
}
