import { join } from 'node:path';
import { app, utilityProcess } from 'electron';
import { readArguments } from './arguments.ts';
import type { DeviceChild } from './devices/child.ts';
import { prepareElectron } from './host/electron/prepare.ts';
import { readyMessage, wordsOf } from './host/launch-electron.ts';
import { restartExitCode, run } from './run.ts';
import { machineCipher } from './store/secrets.ts';

/** Electron's main process, bundled; started by the launcher, which waits for the first page. */

const options = readArguments(wordsOf(process.argv), process.env);
const deviceProcess = join(import.meta.dirname, '../build/out/electron/device-process.js');

const report = (error: unknown): void => console.error(error);

function startDeviceProcess(): DeviceChild {
  const child = utilityProcess.fork(deviceProcess, [], { serviceName: 'devices' });
  return {
    pid: child.pid,
    send: (message) => child.postMessage(message),
    onMessage: (listener) => {
      child.on('message', listener);
    },
    onExit: (listener) => {
      child.once('exit', (code) => listener(`exit code ${code}`));
    },
  };
}

async function start(): Promise<void> {
  const openHost = await prepareElectron(join(options.dataDir, 'browser'));
  const running = await run({
    dataDir: options.dataDir,
    demoSocket: options.demoSocket,
    windows: options.hasCustomerDisplay ? ['cashier', 'customer'] : ['cashier'],
    isKiosk: options.isKiosk,
    isHeadless: options.isHeadless,
    ...(options.size ? { size: options.size } : {}),
    openHost,
    spawnDeviceProcess: startDeviceProcess,
    benchProgram: join(import.meta.dirname, '../build/out/electron/bench-work.js'),
    cipher: (dataDir) => machineCipher(join(dataDir, 'machine-secret')),
    report,
    onHostEvent(event) {
      if (event.kind === 'window-ready' && event.window === 'cashier') process.send?.(readyMessage);
    },
    onRestart: () => app.exit(restartExitCode),
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => void running.close().finally(() => app.exit(0)));
  }
}

// Not awaited here: Electron is ready only after its entry has ended.
start().catch((error: unknown) => {
  report(error);
  app.exit(1);
});
