import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { boot } from './boot.ts';
import { type Failure, type Result, refuse, succeed } from './contract/failure.ts';
import type { Language } from './contract/values.ts';
import type { SpawnDeviceProcess } from './devices/child.ts';
import type { Host, HostEvent, HostOptions } from './host/host.ts';
import { showUnsafe } from './snapshot/till.ts';
import type { SecretCipher } from './store/secrets.ts';
import { openTerminal, type Terminal } from './terminal.ts';
import { openDemoLink } from './wiring/demo-link.ts';
import { resetTerminal } from './wiring/reset.ts';

export type RunOptions = {
  readonly dataDir: string;
  /** Where the demo world listens; null outside demo mode. */
  readonly demoSocket: string | null;
  readonly windows: HostOptions['windows'];
  readonly isKiosk: boolean;
  readonly isHeadless: boolean;
  readonly size?: HostOptions['size'];
  readonly browserUser?: HostOptions['browserUser'];
  readonly openHost: (options: HostOptions) => Promise<Host>;
  readonly spawnDeviceProcess: SpawnDeviceProcess;
  /** The bench's own program in a bundled build. */
  readonly benchProgram?: string;
  readonly cipher: (dataDir: string) => SecretCipher;
  readonly report: (error: unknown) => void;
  readonly onHostEvent: (event: HostEvent) => void;
  /** The terminal has asked for a new beginning. */
  readonly onRestart: () => void;
};

export type Running = {
  readonly host: Host;
  /** Why the terminal does not sell; null when it does. */
  readonly failure: Failure | null;
  close(): Promise<void>;
};

/** How a process of the terminal ends that wants to be started again. */
export const restartExitCode = 75;

const assetsDir = join(import.meta.dirname, '../build/out/renderer');

type Answer = (name: string, input: unknown) => Promise<Result<unknown>>;

/**
 * Brings the terminal up behind a host, or, when it must not sell, a window that says why. The
 * browser starts beside it: a page's first question waits until there is someone to answer.
 */
export async function run(options: RunOptions): Promise<Running> {
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  const answering = Promise.withResolvers<Answer>();
  const opening = openWindow(options, async (name, input) =>
    (await answering.promise)(name, input),
  );
  // Whether the host came up is asked below, after the terminal; until then nobody else listens.
  opening.catch(() => undefined);
  const booted = await boot({ dataDir: options.dataDir, cipher: options.cipher });
  if (!booted.ok) {
    const { phase, failure } = booted;
    const fault: Failure = { ...failure, data: { ...failure.data, phase } };
    options.report(fault);
    answering.resolve(async (name) => answerUnsafe(name, fault));
    const host = await opening;
    return { host, failure: fault, close: () => host.close() };
  }
  return await runTerminal(options, booted.machine, opening, answering.resolve);
}

type BootedMachine = Extract<Awaited<ReturnType<typeof boot>>, { ok: true }>['machine'];

async function runTerminal(
  options: RunOptions,
  machine: BootedMachine,
  opening: Promise<Host>,
  answer: (call: Answer) => void,
): Promise<Running> {
  const { demoSocket, report, spawnDeviceProcess } = options;
  const { settings, secrets, key, store, accounts } = machine;
  let host: Host | null = null;
  let terminal: Terminal | null = null;
  const demo =
    demoSocket === null
      ? null
      : await openDemoLink(demoSocket, (snapshot) => host?.push('cashier', 'demo', snapshot));
  terminal = openTerminal({
    dataDir: options.dataDir,
    benchProgram: options.benchProgram,
    store,
    settings,
    secrets,
    key,
    accounts,
    spawnDeviceProcess,
    demo,
    push: (topic, payload) => {
      host?.push(topic === 'customer' ? 'customer' : 'cashier', topic, payload);
    },
    report,
    restart(how) {
      void close()
        .then(() => (how === 'reset' ? resetTerminal(options.dataDir) : undefined))
        .then(options.onRestart, report);
    },
  });
  answer(terminal.call);
  const close = async (): Promise<void> => {
    await host?.close();
    await terminal?.close();
    terminal = null;
  };
  try {
    host = await opening;
  } catch (error) {
    await close();
    throw error;
  }
  terminal.publish();
  return { host, failure: null, close };
}

function openWindow(options: RunOptions, call: Answer): Promise<Host> {
  const { windows, isKiosk, isHeadless, size, browserUser, onHostEvent } = options;
  // A user who must not read the data folder keeps the browser's own files at home.
  const profileDir = browserUser
    ? join(browserUser.home, '.saoma-browser')
    : join(options.dataDir, 'browser');
  return options.openHost({
    assetsDir,
    profileDir,
    windows,
    isKiosk,
    isHeadless,
    ...(size ? { size } : {}),
    ...(browserUser ? { browserUser } : {}),
    call: ({ name, input }) => call(name, input),
    onEvent: onHostEvent,
  });
}

function answerUnsafe(name: string, fault: Failure): Result<unknown> {
  const language: Language = 'zh-CN';
  if (name === 'till.snapshot') return succeed(showUnsafe(fault, language, Date.now()));
  return refuse(fault.code, fault.message, fault.data);
}
