import { randomUUID } from 'node:crypto';
import type { CommandInput, CommandName, CommandReceipt } from '../../main/contract/commands.ts';
import type { Result } from '../../main/contract/failure.ts';
import { forkDeviceProcess } from '../../main/devices/fork-device-process.ts';
import { type ChromiumHost, openChromiumHost } from '../../main/host/chromium.ts';
import type { WindowName } from '../../main/host/host.ts';
import { run } from '../../main/run.ts';
import { machineCipher } from '../../main/store/secrets.ts';

export type Size = { readonly width: number; readonly height: number };

/** The terminal in this process behind real windows, which can be looked into from behind. */
export type WindowedTerminal = {
  readonly host: ChromiumHost;
  /** Runs JavaScript in a window's page. @throws Error what the page throws. */
  evaluate<Value>(window: WindowName, expression: string): Promise<Value>;
  /** Gives a command as the cashier's page would. */
  command<Name extends CommandName>(
    name: Name,
    input: CommandInput<Name>,
  ): Promise<Result<CommandReceipt>>;
  close(): Promise<void>;
};

/** Opens the windows and waits until each has painted its page. */
export async function openWindowedTerminal(
  dataDir: string,
  demoSocket: string | null,
  windows: readonly WindowName[],
  size: Size,
): Promise<WindowedTerminal> {
  const opened = Promise.withResolvers<ChromiumHost>();
  const ready = new Map(windows.map((window) => [window, Promise.withResolvers<void>()]));
  const running = await run({
    dataDir,
    demoSocket,
    windows,
    isKiosk: false,
    isHeadless: true,
    size,
    openHost: async (options) => {
      const host = await openChromiumHost(options);
      opened.resolve(host);
      return host;
    },
    spawnDeviceProcess: forkDeviceProcess,
    cipher: (folder) => machineCipher(`${folder}/machine-secret`),
    report: (error) => console.error(error),
    onHostEvent: (event) => {
      if (event.kind === 'window-ready') ready.get(event.window)?.resolve();
    },
    onRestart: () => {},
  });
  await Promise.all([...ready.values()].map(({ promise }) => promise));
  const host = await opened.promise;

  async function evaluate<Value>(window: WindowName, expression: string): Promise<Value> {
    const { result, exceptionDetails } = await host.devtools(window).send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? expression);
    return result.value;
  }

  return {
    host,
    evaluate,
    command(name, input) {
      const call = JSON.stringify({ commandId: randomUUID(), input });
      return evaluate('cashier', `terminal.invoke(${JSON.stringify(name)}, ${call})`);
    },
    close: () => running.close(),
  };
}
