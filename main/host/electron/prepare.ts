import { join } from 'node:path';
import { app, BrowserWindow, protocol, screen, session } from 'electron';
import { type ElectronHost, openElectronHost } from '../electron.ts';
import type { HostOptions } from '../host.ts';
import { registerScheme } from './lock-down.ts';

export type OpenElectronHost = (options: HostOptions) => Promise<ElectronHost>;

/** Beside the bundled main process: a sandboxed preload cannot be loaded from its sources. */
const preloadFile = join(import.meta.dirname, '../../../build/out/electron/preload.cjs');

/**
 * What Electron wants done before it is ready; call it in the first turn of the main process, and
 * never await it at the top level of the entry: Electron is not ready before its entry has ended.
 *
 * @returns once Electron is ready, how to open the host.
 */
export async function prepareElectron(profileDir: string): Promise<OpenElectronHost> {
  registerScheme(protocol);
  app.enableSandbox();
  app.setPath('userData', profileDir);
  await app.whenReady();
  const apis = { app, BrowserWindow, screen, session };
  return async (options) => openElectronHost(apis, { ...options, preloadFile });
}
