import { BrowserWindow } from 'electron';
import { prepareElectron } from '../../../main/host/electron/prepare.ts';
import type { ElectronHost } from '../../../main/host/electron.ts';
import {
  type HostCall,
  HostError,
  type HostEvent,
  type WindowName,
} from '../../../main/host/host.ts';
import { echo } from './echo.ts';
import type { Press, SubjectOptions } from './subject.ts';

/** Electron's main process for the conformance tests: does what its parent asks, and tells what happens. */

export type Ask =
  | { readonly what: 'evaluate'; readonly window: WindowName; readonly expression: string }
  | { readonly what: 'press'; readonly window: WindowName; readonly press: Press }
  | {
      readonly what: 'push';
      readonly window: WindowName | 'all';
      readonly topic: string;
      readonly payload: unknown;
    }
  | { readonly what: 'screenshot' | 'crash' | 'close-window'; readonly window: WindowName }
  | { readonly what: 'close' };

export type Told =
  | { readonly kind: 'event'; readonly event: HostEvent }
  | { readonly kind: 'call'; readonly call: HostCall }
  | { readonly kind: 'opened' }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'done'; readonly id: number; readonly value: unknown };

const tell = (told: Told) => process.send?.(told);
const options: SubjectOptions = JSON.parse(process.argv.at(-1) ?? '');

// Not awaited: Electron is ready only after its entry has ended.
void prepareElectron(options.profileDir).then(async (openHost) => {
  try {
    const host = await openHost({
      ...options,
      call: (call) => {
        tell({ kind: 'call', call });
        return echo(call);
      },
      onEvent: (event) => tell({ kind: 'event', event }),
    });
    process.on('message', ({ id, ask }: { id: number; ask: Ask }) => {
      void answer(host, ask).then((value) => tell({ kind: 'done', id, value }));
    });
    tell({ kind: 'opened' });
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    tell({ kind: 'refused', code: error.code });
  }
});

async function answer(host: ElectronHost, ask: Ask): Promise<unknown> {
  switch (ask.what) {
    case 'evaluate':
      return shown(ask.window).webContents.executeJavaScript(ask.expression, true);
    case 'press':
      return press(ask.window, ask.press);
    case 'push':
      return host.push(ask.window, ask.topic, ask.payload);
    case 'screenshot':
      return (await host.screenshot(ask.window)).toString('base64');
    case 'crash':
      return host.contents(ask.window).forcefullyCrashRenderer();
    case 'close-window':
      return shown(ask.window).close();
    case 'close':
      return host.close();
  }
}

function press(window: WindowName, { key, modifiers = [] }: Press): void {
  const keyCode = key.replace('Arrow', '');
  for (const type of ['rawKeyDown', 'keyUp'] as const) {
    shown(window).webContents.sendInputEvent({ type, keyCode, modifiers: [...modifiers] });
  }
}

function shown(window: WindowName): BrowserWindow {
  const page = window === 'customer' ? 'customer.html' : 'index.html';
  const found = BrowserWindow.getAllWindows().find((one) =>
    one.webContents.getURL().endsWith(page),
  );
  if (!found) throw new Error(`no ${window} window`);
  return found;
}
