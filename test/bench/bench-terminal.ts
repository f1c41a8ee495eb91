import { randomUUID } from 'node:crypto';
import type { CommandInput, CommandName } from '../../main/contract/commands.ts';
import { forkDeviceProcess } from '../../main/devices/fork-device-process.ts';
import type { ChromiumHost } from '../../main/host/chromium.ts';
import type { HostOptions } from '../../main/host/host.ts';
import { run } from '../../main/run.ts';
import { machineCipher } from '../../main/store/secrets.ts';

export type BenchTerminal = {
  readonly host: ChromiumHost;
  /** Gives a command as the page would. Refusals are no matter here. */
  command<Name extends CommandName>(name: Name, input: CommandInput<Name>): Promise<void>;
  beginShift(): Promise<void>;
  close(): Promise<void>;
};

/** The terminal in this process behind a real host, so that a bench can look into its page. */
export async function openBenchTerminal(
  dataDir: string,
  demoSocket: string | null,
  openHost: (options: HostOptions) => Promise<ChromiumHost>,
): Promise<BenchTerminal> {
  const ready = Promise.withResolvers<void>();
  const opened = Promise.withResolvers<ChromiumHost>();
  const running = await run({
    dataDir,
    demoSocket,
    windows: ['cashier'],
    isKiosk: false,
    isHeadless: true,
    size: { width: 1_366, height: 768 },
    openHost: async (options) => {
      const host = await openHost(options);
      opened.resolve(host);
      return host;
    },
    spawnDeviceProcess: forkDeviceProcess,
    cipher: (folder) => machineCipher(`${folder}/machine-secret`),
    report: (error) => console.error(error),
    onHostEvent: (event) => {
      if (event.kind === 'window-ready') ready.resolve();
    },
    onRestart: () => {},
  });
  await ready.promise;
  const host = await opened.promise;
  const command: BenchTerminal['command'] = async (name, input) => {
    const call = JSON.stringify({ commandId: randomUUID(), input });
    await host.devtools('cashier').send('Runtime.evaluate', {
      expression: `terminal.invoke(${JSON.stringify(name)}, ${call})`,
      awaitPromise: true,
    });
  };
  return {
    host,
    command,
    async beginShift() {
      await command('access.sign-in', { staffId: 'staff-lin', pin: '1111' });
      await command('shift.open', { floatMinor: 10_000 });
      await scannerIsOpen(host);
    },
    close: () => running.close(),
  };
}

async function scannerIsOpen(host: ChromiumHost): Promise<void> {
  const isOpen = `(async () => {
    for (;;) {
      const { value } = await terminal.invoke('devices.snapshot', {});
      if (value.devices.every(({ state }) => state === 'open')) return true;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  })()`;
  await host
    .devtools('cashier')
    .send('Runtime.evaluate', { expression: isOpen, awaitPromise: true });
}
