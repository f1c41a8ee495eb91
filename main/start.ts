import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { World } from '../test/demo/start-world.ts';
import { type Arguments, readArguments, usage } from './arguments.ts';
import { forkDeviceProcess } from './devices/fork-device-process.ts';
import { findBrowserUser } from './host/browser-user.ts';
import { chooseHost, findElectron, hasDisplay } from './host/choose.ts';
import { openChromiumHost } from './host/chromium.ts';
import { HostError } from './host/host.ts';
import { launchElectron } from './host/launch-electron.ts';
import { type Running, type RunOptions, restartExitCode, run } from './run.ts';
import { machineCipher } from './store/secrets.ts';
import { isDemoFolder } from './wiring/demo-folder.ts';

/** The launcher behind `npm start`: a demo world if there is no shop yet, then the terminal in a host. */

const root = join(import.meta.dirname, '..');
const readyTimeoutMs = 20_000;

type Stop = () => Promise<void>;

const log = (text: string): void => console.log(text);
const report = (error: unknown): void => console.error(error);

function parse(): Arguments {
  try {
    return readArguments(process.argv.slice(2), process.env);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    process.exit(2);
  }
}

async function startWorldIfDemo(options: Arguments): Promise<World | null> {
  if (options.demoSocket !== null || !(await isDemoFolder(options.dataDir))) return null;
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  log(`demo shop in ${options.dataDir}: simulated devices, wallet and hub`);
  const { startWorld } = await import('../test/demo/start-world.ts');
  return await startWorld(options.dataDir);
}

async function startElectron(
  options: Arguments,
  demoSocket: string | null,
  onRestart: () => void,
): Promise<Stop> {
  const electronPath = findElectron(root);
  if (electronPath === null)
    throw new HostError('host.browser-missing', 'Electron is not installed');
  const electron = await launchElectron({
    electronPath,
    mainBundle: join(root, 'build/out/electron/main.js'),
    args: [
      ...process.argv.slice(2),
      ...['--data', options.dataDir],
      ...(demoSocket === null ? [] : ['--demo-socket', demoSocket]),
    ],
    readyTimeoutMs,
  });
  void electron.exited.then((code) => {
    if (code === restartExitCode) onRestart();
    else process.exit(code);
  });
  return async () => {
    electron.stop();
    await electron.exited;
  };
}

async function startChromium(
  options: Arguments,
  demoSocket: string | null,
  onRestart: () => void,
): Promise<Stop> {
  const isHeadless = options.isHeadless || !hasDisplay(process.env);
  const ready = Promise.withResolvers<void>();
  const running: Running = await run({
    dataDir: options.dataDir,
    demoSocket,
    windows: options.hasCustomerDisplay ? ['cashier', 'customer'] : ['cashier'],
    isKiosk: options.isKiosk,
    isHeadless,
    ...sizeOf(options, isHeadless),
    ...(options.browserUser === null ? {} : { browserUser: findBrowserUser(options.browserUser) }),
    openHost: openChromiumHost,
    spawnDeviceProcess: forkDeviceProcess,
    cipher: (dataDir) => machineCipher(join(dataDir, 'machine-secret')),
    report,
    onHostEvent(event) {
      if (event.kind === 'window-ready' && event.window === 'cashier') ready.resolve();
    },
    onRestart,
  });
  const timer = setTimeout(
    () => ready.reject(new HostError('host.not-starting', `no page within ${readyTimeoutMs} ms`)),
    readyTimeoutMs,
  );
  await ready.promise;
  clearTimeout(timer);
  if (isHeadless) await showWhereToLook(options, running);
  log(running.failure === null ? 'ready to sell' : `not selling: ${running.failure.message}`);
  return () => running.close();
}

/** A headless window has no display to fill: it takes a common size of till. */
function sizeOf(options: Arguments, isHeadless: boolean): Pick<RunOptions, 'size'> {
  const size = options.size ?? (isHeadless ? { width: 1_280, height: 800 } : undefined);
  return size ? { size } : {};
}

/** With no display the terminal runs all the same; a picture of its screen shows that it does. */
async function showWhereToLook(options: Arguments, running: Running): Promise<void> {
  const path = join(options.dataDir, 'screen.png');
  writeFileSync(path, await running.host.screenshot('cashier'));
  log('no display: the terminal runs headless');
  log(`a picture of its screen: ${path}`);
  log('to see and touch it, set DISPLAY (on a desktop, or after `Xvfb :1 &`) and start it again');
}

/** @param onRestart the terminal was signed out or reset, and has ended: everything begins anew. */
async function start(options: Arguments, onRestart: () => void): Promise<Stop> {
  const world = await startWorldIfDemo(options);
  const demoSocket = world?.socketPath ?? options.demoSocket;
  const choice = chooseHost({
    wanted: options.host,
    hasElectron: findElectron(root) !== null,
    hasDisplay: hasDisplay(process.env),
  });
  log(`host: ${choice.kind} (${choice.reason})`);
  const beginAnew = (): void => {
    void Promise.resolve(world?.stop()).then(onRestart);
  };
  const inChromium = (): Promise<Stop> => startChromium(options, demoSocket, beginAnew);
  const stopTerminal =
    choice.kind === 'electron'
      ? await startElectron(options, demoSocket, beginAnew).catch((error: unknown) => {
          if (options.host === 'electron' || !(error instanceof HostError)) throw error;
          log(`host: chromium instead (${error.message})`);
          return inChromium();
        })
      : await inChromium();
  if (world) {
    log(`the scanner is a line: printf '6901234567892\\r\\n' > ${world.scannerPath}`);
    log(`the printer listens on 127.0.0.1:${world.printerPort}`);
  }
  return async () => {
    await stopTerminal();
    await world?.stop();
  };
}

const options = parse();
let running = begin();
let isStopping = false;

function begin(): Promise<Stop> {
  const begun = start(options, () => {
    running = begin();
  });
  begun.catch((error: unknown) => end(Promise.reject(error), 1));
  return begun;
}

function end(work: Promise<void>, exitCode: number): void {
  work.then(
    () => process.exit(exitCode),
    (error: unknown) => {
      report(error);
      process.exit(1);
    },
  );
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (isStopping) return;
    isStopping = true;
    end(
      running.then((stop) => stop()),
      0,
    );
  });
}
