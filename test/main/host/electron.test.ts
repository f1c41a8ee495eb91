import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { limits } from '../../../main/contract/limits.ts';
import { registerScheme } from '../../../main/host/electron/lock-down.ts';
import { type ElectronHost, openElectronHost } from '../../../main/host/electron.ts';
import { echo } from './echo.ts';
import {
  electronStandIn,
  type PageStandIn,
  preventable,
  WindowStandIn,
} from './electron-stand-in.ts';
import { EventLog } from './subject.ts';

const folder = mkdtempSync(join(tmpdir(), 'electron-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let events: EventLog;
let electron: ReturnType<typeof electronStandIn>;
let host: ElectronHost;

function open(apis = electron): ElectronHost {
  return openElectronHost(apis, {
    assetsDir: join(import.meta.dirname, 'fixture'),
    profileDir: join(folder, 'profile'),
    preloadFile: '/app/preload.cjs',
    windows: ['cashier', 'customer'],
    isKiosk: true,
    isHeadless: false,
    call: echo,
    onEvent: (event) => events.add(event),
  });
}

function shown(index: number): WindowStandIn {
  const window = WindowStandIn.opened[index];
  if (!window) throw new Error(`no window ${index}`);
  return window;
}

const say = (page: PageStandIn, name: string, frame = page.mainFrame) =>
  page.call({ senderFrame: frame }, JSON.stringify({ name, input: 1 }));

beforeEach(() => {
  WindowStandIn.opened.length = 0;
  events = new EventLog();
  electron = electronStandIn();
  host = open();
});
afterEach(() => host.close());

test('the scheme is made a secure origin of its own, and does not step around the page rules', () => {
  const registered: unknown[] = [];
  registerScheme({ registerSchemesAsPrivileged: (schemes) => registered.push(...schemes) });
  expect(registered).toEqual([
    {
      scheme: 'saoma',
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
});

test('a window is sandboxed, isolated, without Node, without menu, on the whole display', () => {
  const { settings, hasMenu, loaded } = shown(0);
  expect(settings).toMatchObject({ kiosk: true, frame: false, show: true });
  expect(settings.webPreferences).toMatchObject({
    preload: '/app/preload.cjs',
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    nodeIntegrationInWorker: false,
    webSecurity: true,
    webviewTag: false,
    devTools: false,
  });
  expect(hasMenu).toBe(false);
  expect(loaded).toEqual(['saoma://pos.local/index.html']);
});

test("the customer's window stands on the second display", () => {
  expect(shown(0).settings).not.toHaveProperty('x');
  expect(shown(1).settings).toMatchObject({ x: 1920, y: 0 });
  expect(shown(1).loaded).toEqual(['saoma://pos.local/customer.html']);
});

test('files come from our origin alone, with the headers that protect them', async () => {
  const page = await electron.shown.fetch(new Request('saoma://pos.local/index.html'));
  expect(page.status).toBe(200);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
  for (const url of ['saoma://elsewhere/index.html', 'saoma://pos.local/..%2fecho.ts']) {
    expect((await electron.shown.fetch(new Request(url))).status).toBe(404);
  }
});

test('every request to elsewhere is cancelled', () => {
  expect(electron.shown.isCancelled('saoma://pos.local/page.js')).toBe(false);
  expect(electron.shown.isCancelled('data:image/png;base64,')).toBe(false);
  for (const url of ['https://example.com/', 'file:///etc/passwd', 'saoma://pos.local.example/']) {
    expect(electron.shown.isCancelled(url)).toBe(true);
  }
});

test('permissions, devices, downloads, popups and webviews are denied', async () => {
  for (const permission of ['media', 'geolocation', 'serial', 'openExternal']) {
    expect(electron.shown.grants(permission)).toBe(false);
  }
  expect(electron.shown.isPermitted()).toBe(false);
  expect(electron.shown.isDevicePermitted()).toBe(false);
  expect(electron.shown.mayDownload()).toBe(false);
  const page = shown(0).webContents;
  expect(page.openWindow({ url: 'https://example.com/' })).toEqual({ action: 'deny' });
  await events.next({ kind: 'popup-closed', url: 'https://example.com/' });
  const webview = preventable();
  page.emit('will-attach-webview', webview);
  expect(webview.isPrevented).toBe(true);
});

test('a page goes nowhere but to itself, and its frames nowhere', () => {
  const page = shown(0).webContents;
  expect(page.mayNavigate('saoma://pos.local/index.html')).toBe(true);
  expect(page.mayNavigate('saoma://pos.local/index.html', false)).toBe(false);
  expect(page.mayNavigate('saoma://pos.local/customer.html')).toBe(false);
  expect(page.mayNavigate('https://example.com/')).toBe(false);
});

test('a call is answered for the top frame of our origin, with the name of its window', async () => {
  const page = shown(1).webContents;
  expect(await say(page, 'count')).toEqual({
    ok: true,
    value: { window: 'customer', name: 'count', input: 1 },
  });
  await say(page, 'host.ready');
  await events.next({ kind: 'window-ready', window: 'customer' });
});

test.each([
  ['a frame inside the page', { origin: 'saoma://pos.local' }],
  ['a frame of elsewhere', { origin: 'https://example.com' }],
])('a call of %s is refused', async (_name, frame) => {
  const reply = await say(shown(0).webContents, 'count', frame);
  expect(reply).toMatchObject({ ok: false, error: { code: 'invalid_command' } });
  await events.next({ kind: 'call-refused', window: 'cashier' });
});

test('a call that is gone, no text, or too long is refused', async () => {
  const { call, mainFrame } = shown(0).webContents;
  const long = JSON.stringify({ name: 'count', input: 'x'.repeat(limits.callPayloadBytes) });
  for (const [senderFrame, text] of [
    [null, '{"name":"count"}'],
    [mainFrame, { name: 'count' }],
    [mainFrame, long],
  ] as const) {
    expect(await call({ senderFrame }, text)).toMatchObject({ ok: false });
  }
});

test('a push goes to the window it is meant for, or to all', () => {
  host.push('customer', 'news', 1);
  host.push('all', 'news', 2);
  expect(shown(0).webContents.sent).toEqual([['terminal.push', 'news', 2]]);
  expect(shown(1).webContents.sent).toHaveLength(2);
});

test('a page that crashes is loaded again', async () => {
  shown(0).webContents.gone('oom');
  await events.next({ kind: 'page-crashed', window: 'cashier', reason: 'oom' });
  await expect.poll(() => shown(0).loaded).toHaveLength(2);
  expect(shown(1).loaded).toHaveLength(1);
});

test('a page that answers no heartbeat is ended and loaded again', async () => {
  const page = shown(0).webContents;
  page.isHung = true;
  await say(page, 'host.ready');
  await events.next({ kind: 'page-hung', window: 'cashier' });
  await expect.poll(() => shown(0).loaded).toHaveLength(2);
});

test('a window that is closed is opened again, unless the host is closing', async () => {
  shown(0).destroy();
  await events.next({ kind: 'window-closed', window: 'cashier' });
  await expect.poll(() => WindowStandIn.opened.length).toBe(3);
  await host.close();
  expect(() => host.reload('cashier')).toThrow('not open');
});

test('a second instance is refused, by Electron and by the profile', () => {
  expect(() => open(electronStandIn(false))).toThrow('already runs');
  expect(() => open()).toThrow(`held by process ${process.pid}`);
});
