import type { ContentsApi, ElectronApis } from './electron/apis.ts';
import { lockDown } from './electron/lock-down.ts';
import { partition, TerminalWindow } from './electron/window.ts';
import { type Host, HostError, type HostOptions, noWindow, type WindowName } from './host.ts';
import { takeLock } from './lock.ts';
import { restartDelayMs } from './recovery.ts';

/** The Electron host, with what a test or a diagnosis needs besides. */
export type ElectronHost = Host & {
  readonly kind: 'electron';
  /** @throws {HostError} `host.no-window`. */
  contents(window: WindowName): ContentsApi;
};

export type ElectronHostOptions = HostOptions & {
  /** The bundled preload, a CommonJS file. */
  readonly preloadFile: string;
};

/**
 * Shows the windows in Electron. Call it when Electron is ready, with `registerScheme` done before.
 *
 * @throws {HostError} `host.already-running` when another process has the profile.
 */
export function openElectronHost(apis: ElectronApis, options: ElectronHostOptions): ElectronHost {
  const { app } = apis;
  if (!app.requestSingleInstanceLock()) {
    throw new HostError('host.already-running', 'Electron already runs with this profile');
  }
  // The same lock as the Chromium host's: the two must not share a profile either.
  const lock = takeLock(options.profileDir);
  // Without a listener Electron would quit before a closed window is open again.
  app.on('window-all-closed', () => undefined);
  lockDown(apis.session.fromPartition(partition), options);

  const windows = new Map<WindowName, TerminalWindow>();
  const reopenings = new Map<WindowName, number>();
  let isClosing = false;

  const open = (window: WindowName): void => {
    const onClosed = () => reopen(window);
    const { preloadFile } = options;
    windows.set(window, new TerminalWindow({ apis, window, preloadFile, options, onClosed }));
  };

  const reopen = (window: WindowName): void => {
    windows.delete(window);
    if (isClosing) return;
    options.onEvent({ kind: 'window-closed', window });
    const attempt = reopenings.get(window) ?? 0;
    reopenings.set(window, attempt + 1);
    setTimeout(() => {
      if (!isClosing) open(window);
    }, restartDelayMs(attempt));
  };

  const windowOf = (window: WindowName): TerminalWindow => {
    const found = windows.get(window);
    if (!found) throw noWindow(window);
    return found;
  };

  for (const window of options.windows) open(window);

  return {
    kind: 'electron',
    contents: (window) => windowOf(window).contents,
    push(window, topic, payload) {
      for (const [name, shown] of windows) {
        if (window === 'all' || window === name) shown.push(topic, payload);
      }
    },
    reload: (window) => windowOf(window).load(),
    screenshot: async (window) => windowOf(window).screenshot(),
    async close() {
      isClosing = true;
      for (const shown of [...windows.values()]) shown.destroy();
      lock.release();
      app.releaseSingleInstanceLock();
    },
  };
}
