import { forkDeviceProcess } from '../../main/devices/fork-device-process.ts';
import type { Host, HostOptions } from '../../main/host/host.ts';
import { run } from '../../main/run.ts';
import { machineCipher } from '../../main/store/secrets.ts';
import type { ToClient, ToTerminal } from './terminal-messages.ts';

/**
 * The terminal as a process of its own, with a host whose window is the parent process: calls come
 * and snapshots go over the IPC channel. Everything else is the terminal as it is sold.
 * `terminal-process.ts DATA_DIR [DEMO_SOCKET]`
 */
const [dataDir, demoSocket] = process.argv.slice(2);
if (dataDir === undefined) throw new Error('usage: terminal-process.ts DATA_DIR [DEMO_SOCKET]');

const tell = (message: ToClient): void => {
  process.send?.(message);
};

async function openParentHost(options: HostOptions): Promise<Host> {
  process.on('message', (message: ToTerminal) => {
    if (message === 'crash') throw new Error('a planted defect');
    const { id, name, input } = message;
    options.call({ window: 'cashier', name, input }).then(
      (reply) => tell({ type: 'reply', id, reply }),
      (error: unknown) => {
        throw error;
      },
    );
  });
  return {
    kind: 'chromium',
    push: (_window, topic, payload) => tell({ type: 'push', topic, payload }),
    reload: () => {},
    screenshot: () => Promise.reject(new Error('no window')),
    close: async () => {},
  };
}

const running = await run({
  dataDir,
  demoSocket: demoSocket ?? null,
  windows: ['cashier'],
  isKiosk: false,
  isHeadless: true,
  openHost: openParentHost,
  spawnDeviceProcess: forkDeviceProcess,
  cipher: (folder) => machineCipher(`${folder}/machine-secret`),
  report: (error) => console.error(error),
  onHostEvent: () => {},
  onRestart: () => process.exit(75),
});
tell({ type: 'ready', failure: running.failure });

const close = (): void => {
  running.close().then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
};
process.once('SIGTERM', close);
process.once('disconnect', close);
