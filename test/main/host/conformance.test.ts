import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { limits } from '../../../main/contract/limits.ts';
import { bundle } from './bundles.ts';
import { openChromiumSubject } from './chromium-subject.ts';
import { isAlive, listeningSockets, processTree } from './processes.ts';
import type { Press, Subject } from './subject.ts';

const folder = mkdtempSync(join(tmpdir(), 'host-'));
const options = {
  assetsDir: join(import.meta.dirname, 'fixture'),
  profileDir: join(folder, 'profile'),
  windows: ['cashier', 'customer'] as const,
  isKiosk: false,
  isHeadless: true,
  size: { width: 800, height: 600 },
};

afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

describe('Chromium', () => {
  let host: Subject;

  beforeAll(async () => {
    bundle('preload');
    host = await openChromiumSubject(options);
  });
  afterAll(() => host.close());

  conformance(() => host);
});

function conformance(subject: () => Subject): void {
  test('both windows say that they are ready', async () => {
    await subject().events.next({ kind: 'window-ready', window: 'cashier' });
    await subject().events.next({ kind: 'window-ready', window: 'customer' });
  });

  test('a call comes with its window, and its reply goes back to the one who called', async () => {
    const calls = 'Promise.all([1, 2].map((n) => terminal.invoke("count", { n })))';
    expect(await subject().evaluate('customer', calls)).toEqual(
      [1, 2].map((n) => ({
        ok: true,
        value: { window: 'customer', name: 'count', input: { n } },
      })),
    );
  });

  test('a defect in main is told as such, without its words', async () => {
    const reply = await subject().evaluate('cashier', 'terminal.invoke("break", {})');
    expect(reply).toMatchObject({ ok: false, error: { code: 'internal', retry: 'never' } });
    expect(JSON.stringify(reply)).not.toContain('as asked');
    await subject().events.next({ kind: 'call-failed', window: 'cashier' });
  });

  test('a push reaches the window it is meant for, or all', async () => {
    subject().push('customer', 'news', 'for the customer');
    subject().push('all', 'news', { for: 'all' });
    subject().push('all', 'other topic', 'for nobody');
    // A round trip behind the pushes: they arrive in order.
    await subject().evaluate('cashier', 'terminal.invoke("count", {})');
    await subject().evaluate('customer', 'terminal.invoke("count", {})');
    expect(await subject().evaluate('cashier', 'seen.pushed')).toEqual([{ for: 'all' }]);
    expect(await subject().evaluate('customer', 'seen.pushed')).toEqual([
      'for the customer',
      { for: 'all' },
    ]);
  });

  test('a listener that throws stops no other, and one that left hears nothing', async () => {
    const heard = `(async () => {
      const heard = [];
      terminal.subscribe('order', () => { throw new Error('on purpose'); });
      terminal.subscribe('order', () => heard.push('stays'));
      terminal.subscribe('order', () => heard.push('left'))();
      window.heardOrder = heard;
    })()`;
    await subject().evaluate('cashier', heard);
    subject().push('cashier', 'order', 1);
    await subject().evaluate('cashier', 'terminal.invoke("count", {})');
    expect(await subject().evaluate('cashier', 'window.heardOrder')).toEqual(['stays']);
  });

  test('a page gets two functions that it cannot change, and nothing of Node', async () => {
    const facts = `(() => {
      const before = terminal.invoke;
      try { 'use strict'; terminal.invoke = 1; terminal.more = 1; window.terminal = 1; } catch {}
      return {
        functions: Object.keys(terminal).sort(),
        isSame: window.terminal.invoke === before && terminal.more === undefined,
        isFrozen: Object.isFrozen(terminal),
        node: ['process', 'require', 'Buffer', 'module', 'global'].filter((name) => name in window),
        isSecure: isSecureContext,
        isIsolated: crossOriginIsolated,
      };
    })()`;
    expect(await subject().evaluate('cashier', facts)).toEqual({
      functions: ['invoke', 'subscribe'],
      isSame: true,
      isFrozen: true,
      node: [],
      isSecure: true,
      isIsolated: true,
    });
  });

  test('no script of the page finds the way that calls take', async () => {
    const found = `(() => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      const names = (page) => Object.getOwnPropertyNames(page).filter((name) => /terminal/i.test(name));
      const found = [names(window), names(frame.contentWindow)];
      frame.remove();
      return found;
    })()`;
    const [page] = (await subject().evaluate('cashier', found)) as string[][];
    expect(page).toEqual(['terminal']);
  });

  test('a frame inside our page cannot call', async () => {
    const before = subject().calls.length;
    const attempt = `(() => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      const inner = frame.contentWindow;
      const names = Object.getOwnPropertyNames(inner).filter((name) => /terminal/i.test(name));
      for (const name of names) {
        if (typeof inner[name] === 'function') inner[name]('1 {"name":"count"}');
      }
      frame.remove();
      return inner.terminal === undefined;
    })()`;
    expect(await subject().evaluate('cashier', attempt)).toBe(true);
    await subject().evaluate('cashier', 'terminal.invoke("count", {})');
    expect(subject().calls.slice(before)).toHaveLength(1);
  });

  test('another origin is out of reach', async () => {
    const attempt = 'fetch("https://example.com/").then(() => "reached", () => "out of reach")';
    expect(await subject().evaluate('cashier', attempt)).toBe('out of reach');
  });

  test('a path that leads out of the folder is not found', async () => {
    const status = 'fetch("/..%2f..%2f..%2f..%2f..%2f..%2fetc%2fpasswd").then((r) => r.status)';
    expect(await subject().evaluate('cashier', status)).toBe(404);
  });

  test('what a browser would ask a person for is denied', async () => {
    const states = `Promise.all(['camera', 'microphone', 'geolocation', 'notifications'].map(
      (name) => navigator.permissions.query({ name }).then((status) => status.state)))`;
    const denied = ['denied', 'denied', 'denied', 'denied'];
    expect(await subject().evaluate('cashier', states)).toEqual(denied);
  });

  test('a popup is closed and the page goes on', async () => {
    const mark = subject().events.mark();
    await subject().evaluate('cashier', 'window.open(location.href); 1');
    await subject().events.next({ kind: 'popup-closed' }, mark);
    expect(await subject().evaluate('cashier', '1 + 1')).toBe(2);
  });

  test.each([
    ['another site', '"https://example.com/"'],
    ['a page of ours that is not its own', '"/customer.html"'],
  ])('a page does not leave for %s', async (_name, target) => {
    const mark = subject().events.mark();
    const address = await subject().evaluate('cashier', 'location.href');
    await subject().evaluate('cashier', `window.stays = true; location.href = ${target}; 1`);
    await subject().events.next({ kind: 'navigation-denied', window: 'cashier' }, mark);
    expect(await subject().evaluate('cashier', 'window.stays && location.href')).toBe(address);
  });

  test('a call that is too long is refused before it is read', async () => {
    const input = `"x".repeat(${limits.callPayloadBytes})`;
    const reply = await subject().evaluate('cashier', `terminal.invoke("count", ${input})`);
    expect(reply).toMatchObject({ ok: false, error: { code: 'invalid_command' } });
  });

  test("the browser's own keys do nothing, and the page does not see them", async () => {
    await subject().evaluate('cashier', 'document.activeElement.blur(); seen.keys.length = 0; 1');
    for (const press of forbidden) await subject().press('cashier', press);
    await subject().press('cashier', { key: 'Enter' });
    expect(await subject().evaluate('cashier', 'seen.keys')).toEqual(['Enter']);
  });

  test('a text field keeps copy, paste, cut, undo and select all', async () => {
    await subject().evaluate('cashier', 'field.focus(); seen.keys.length = 0; 1');
    for (const key of ['a', 'c', 'v', 'x', 'z', 't']) {
      await subject().press('cashier', { key, modifiers: ['control'] });
    }
    expect(await subject().evaluate('cashier', 'seen.keys')).toEqual(['a', 'c', 'v', 'x', 'z']);
  });

  test('each window shows its own page, and a picture of it is a PNG', async () => {
    expect(await subject().evaluate('customer', 'document.title')).toContain('customer');
    for (const window of ['cashier', 'customer'] as const) {
      const picture = await subject().screenshot(window);
      expect(picture.subarray(1, 4).toString()).toBe('PNG');
    }
  });

  test('nothing listens on a TCP port', () => {
    const tree = processTree(subject().browserPid());
    expect(tree.length).toBeGreaterThan(1);
    expect(listeningSockets(tree)).toEqual([]);
  });

  test('a second host on the same profile is refused', async () => {
    expect(await subject().openSecond()).toBe('host.already-running');
    expect(await subject().evaluate('cashier', '1 + 1')).toBe(2);
  });

  test('a page that crashes is back with its terminal', async () => {
    const mark = subject().events.mark();
    await subject().crashPage('cashier');
    await subject().events.next({ kind: 'page-crashed', window: 'cashier' }, mark);
    await subject().events.next({ kind: 'window-ready', window: 'cashier' }, mark);
    await answers(subject(), 'cashier');
  });

  test('a page that hangs is ended and back with its terminal', async () => {
    const mark = subject().events.mark();
    await subject().evaluate('cashier', 'setTimeout(() => { for (;;); }); 1');
    await subject().events.next({ kind: 'page-hung', window: 'cashier' }, mark);
    await subject().events.next({ kind: 'window-ready', window: 'cashier' }, mark);
    await answers(subject(), 'cashier');
  });

  test('a window that is closed is opened again, and the other one stays', async () => {
    const mark = subject().events.mark();
    await subject().evaluate('customer', 'window.stays = true; 1');
    await subject().closeWindow('cashier');
    await subject().events.next({ kind: 'window-closed', window: 'cashier' }, mark);
    await subject().events.next({ kind: 'window-ready', window: 'cashier' }, mark);
    await answers(subject(), 'cashier');
    expect(await subject().evaluate('customer', 'window.stays')).toBe(true);
  });

  test('a browser that is killed is started again with both windows', async () => {
    const mark = subject().events.mark();
    const old = subject().browserPid();
    process.kill(old, 'SIGKILL');
    await subject().events.next({ kind: 'browser-exited' }, mark);
    await subject().events.next({ kind: 'window-ready', window: 'cashier' }, mark);
    await subject().events.next({ kind: 'window-ready', window: 'customer' }, mark);
    expect(isAlive(old)).toBe(false);
    await answers(subject(), 'customer');
  });
}

async function answers(subject: Subject, window: 'cashier' | 'customer'): Promise<void> {
  const reply = await subject.evaluate(window, 'terminal.invoke("count", { n: 1 })');
  expect(reply).toMatchObject({ ok: true, value: { window, input: { n: 1 } } });
}

const control = (key: string): Press => ({ key, modifiers: ['control'] });
const forbidden: readonly Press[] = [
  ...['t', 'n', 'w', 'l', 'u', 'h', 'j', 'o', 'p', 's', 'f', 'r', '+', '-', '0'].map(control),
  ...['F1', 'F3', 'F5', 'F6', 'F7', 'F11', 'F12', 'BrowserBack'].map((key) => ({ key })),
  ...['I', 'J', 'N', 'T'].map((key): Press => ({ key, modifiers: ['control', 'shift'] })),
  ...['ArrowLeft', 'Home', 'd', 'F4'].map((key): Press => ({ key, modifiers: ['alt'] })),
  { key: 'Escape', modifiers: ['shift'] },
];
