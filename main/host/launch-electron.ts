import { type ChildProcess, spawn } from 'node:child_process';
import { HostError } from './host.ts';

/** What Electron's main process says to its launcher when its first page has been painted. */
export const readyMessage = 'window-ready';

/** The launcher's words on the command line of Electron's main process. */
export function wordsOf(argv: readonly string[]): readonly string[] {
  return argv.slice(argv.indexOf('--') + 1);
}

export type ElectronLaunch = {
  readonly electronPath: string;
  /** `build/out/electron/main.js`. */
  readonly mainBundle: string;
  readonly args: readonly string[];
  readonly readyTimeoutMs: number;
};

export type RunningElectron = {
  readonly pid: number;
  /** Resolves when the process has ended: its exit code, or 1 when a signal ended it. */
  readonly exited: Promise<number>;
  /** Asks it to end, as a terminal's Ctrl+C does. */
  stop(): void;
};

const lastWordsCharacters = 2_000;

/**
 * Starts Electron and resolves once its page is ready. When that does not come, Electron is ended
 * before the promise rejects, so that another host may take its place.
 *
 * @throws {HostError} `host.not-starting` with the reason.
 */
export async function launchElectron(launch: ElectronLaunch): Promise<RunningElectron> {
  const isRoot = process.getuid?.() === 0;
  const flags = isRoot ? ['--no-sandbox'] : [];
  // Behind the two dashes Chromium leaves our words alone: it has a `--headless` of its own.
  const words = [...flags, launch.mainBundle, '--', ...launch.args];
  const child = spawn(launch.electronPath, words, { stdio: ['ignore', 'inherit', 'pipe', 'ipc'] });
  let lastWords = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    process.stderr.write(chunk);
    lastWords = (lastWords + chunk.toString()).slice(-lastWordsCharacters);
  });
  const ended = new Promise<string | number>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 1));
  });

  const failure = await firstOf(child, ended, launch.readyTimeoutMs);
  if (failure !== null) {
    child.kill('SIGKILL');
    await ended;
    throw new HostError('host.not-starting', `Electron: ${failure}\n${lastWords.trim()}`.trim());
  }
  return {
    pid: child.pid ?? 0,
    exited: ended.then((end) => (typeof end === 'number' ? end : 1)),
    stop: () => {
      child.kill('SIGTERM');
    },
  };
}

/** Null when the page is ready, else why it will not be. */
async function firstOf(
  child: ChildProcess,
  ended: Promise<string | number>,
  timeoutMs: number,
): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const ready = new Promise<null>((resolve) => {
    child.on('message', (message) => {
      if (message === readyMessage) resolve(null);
    });
  });
  const tooLate = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no page within ${timeoutMs} ms`), timeoutMs);
  });
  try {
    return await Promise.race([ready, tooLate, ended.then((end) => `it ended (${end})`)]);
  } finally {
    clearTimeout(timer);
  }
}
