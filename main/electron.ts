import { join } from 'node:path';
import { app, BrowserWindow, protocol, screen, session } from 'electron';
import { registerScheme } from './host/electron/lock-down.ts';
import { type ElectronHost, openElectronHost } from './host/electron.ts';
import type { HostOptions } from './host/host.ts';
import { readyMessage } from './host/launch-electron.ts';

export type OpenHost = (options: HostOptions) => ElectronHost;

/**
 * What Electron wants done before it is ready; call it in the first turn of the main process, and
 * never await it at the top level of the entry: Electron is not ready before its entry has ended.
 *
 * @returns once Electron is ready, how to open the host.
 */
export async function prepareElectron(profileDir: string): Promise<OpenHost> {
  registerScheme(protocol);
  app.enableSandbox();
  app.setPath('userData', profileDir);
  await app.whenReady();
  const preloadFile = join(import.meta.dirname, 'preload.cjs');
  return (options) =>
    openElectronHost(
      { app, BrowserWindow, screen, session },
      {
        ...options,
        preloadFile,
        call: (call) => options.call(call),
        onEvent(event) {
          if (event.kind === 'window-ready') process.send?.(readyMessage);
          options.onEvent(event);
        },
      },
    );
}
