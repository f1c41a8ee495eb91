import { type ChildProcess, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { type BrowserUser, HostError, type HostOptions } from '../host.ts';

/** The binaries themselves: a distribution's wrapper script adds flags of its own. */
const binaries = [
  '/usr/lib/chromium/chromium',
  '/usr/lib/chromium-browser/chromium-browser',
  '/opt/google/chrome/chrome',
];

export function findChromium(): string | null {
  return binaries.find((binary) => existsSync(binary)) ?? null;
}

const features = [
  '--remote-debugging-pipe',
  '--no-startup-window',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-sync',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-breakpad',
  '--password-store=basic',
  '--disable-search-engine-choice-screen',
  '--hide-crash-restore-bubble',
  '--noerrdialogs',
  '--disable-pinch',
  '--overscroll-history-navigation=0',
  '--autoplay-policy=no-user-gesture-required',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  // Nothing is looked up, nothing is reached: what we serve never leaves the browser.
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--disable-features=Translate,MediaRouter,OptimizationHints',
];

export type LaunchOptions = Pick<
  HostOptions,
  'profileDir' | 'isKiosk' | 'isHeadless' | 'size' | 'browserUser'
>;

/** The command line of one browser. Root has no sandbox, unless another user runs the browser. */
export function launchFlags(options: LaunchOptions, isRoot: boolean): readonly string[] {
  const flags = [...features, `--user-data-dir=${options.profileDir}`];
  if (options.isKiosk) flags.push('--kiosk');
  if (options.isHeadless) flags.push('--headless=new');
  if (options.size) flags.push(`--window-size=${options.size.width},${options.size.height}`);
  if (isRoot && !options.browserUser) flags.push('--no-sandbox');
  return flags;
}

/** What a browser needs to find its display and its speech; nothing of ours, such as keys. */
const inheritedVariables = [
  'PATH',
  'LANG',
  'LC_ALL',
  'TZ',
  'DISPLAY',
  'XAUTHORITY',
  'WAYLAND_DISPLAY',
  'XDG_RUNTIME_DIR',
  'XDG_SESSION_TYPE',
  'DBUS_SESSION_BUS_ADDRESS',
  'PULSE_SERVER',
];

export function browserEnvironment(
  own: Readonly<Record<string, string | undefined>>,
  user: BrowserUser | undefined,
): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const name of inheritedVariables) {
    const value = own[name];
    if (value !== undefined) environment[name] = value;
  }
  const home = user?.home ?? own.HOME;
  if (home === undefined) return environment;
  return {
    ...environment,
    HOME: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_CACHE_HOME: join(home, '.cache'),
  };
}

export type Launched = {
  readonly process: ChildProcess;
  readonly commands: Writable;
  readonly answers: Readable;
  /** The last words on its standard error, for the message when it does not start. */
  lastWords(): string;
};

const lastWordsCharacters = 2_000;

/** Starts the browser with two more pipes: 3 takes commands, 4 brings answers. */
export function launch(binary: string, options: LaunchOptions): Launched {
  const user = options.browserUser;
  mkdirSync(options.profileDir, { recursive: true, mode: 0o700 });
  if (user) chownSync(options.profileDir, user.uid, user.gid);
  const isRoot = process.getuid?.() === 0;
  const child = spawn(binary, launchFlags(options, isRoot), {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    env: browserEnvironment(process.env, user),
    ...(user ? { uid: user.uid, gid: user.gid, cwd: user.home } : {}),
  });
  const [, , errors, commands, answers] = child.stdio;
  if (!isReadable(errors) || !isWritable(commands) || !isReadable(answers)) {
    throw new HostError('host.not-starting', `no pipes to ${binary}`);
  }
  let words = '';
  errors.on('data', (chunk: Buffer) => {
    words = (words + chunk.toString()).slice(-lastWordsCharacters);
  });
  return { process: child, commands, answers, lastWords: () => words.trim() };
}

type Stream = Writable | Readable | null | undefined;

function isReadable(stream: Stream): stream is Readable {
  return stream !== null && stream !== undefined && 'read' in stream;
}

function isWritable(stream: Stream): stream is Writable {
  return stream !== null && stream !== undefined && 'write' in stream;
}
