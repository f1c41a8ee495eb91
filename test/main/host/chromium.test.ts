import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { browserEnvironment, launchFlags } from '../../../main/host/chromium/launch.ts';
import { openChromiumHost } from '../../../main/host/chromium.ts';
import type { HostOptions } from '../../../main/host/host.ts';
import { bundle } from './bundles.ts';
import { echo } from './echo.ts';
import { isAlive, processTree, readIfThere } from './processes.ts';
import { EventLog } from './subject.ts';

const folder = mkdtempSync(join(tmpdir(), 'chromium-'));
const events = new EventLog();
const options = (name: string): HostOptions => ({
  assetsDir: join(import.meta.dirname, 'fixture'),
  profileDir: join(folder, name),
  windows: ['cashier'],
  isKiosk: true,
  isHeadless: true,
  call: echo,
  onEvent: (event) => events.add(event),
});

beforeAll(() => bundle('preload'));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

test('a request to elsewhere ends at the host even where the page were allowed to make it', async () => {
  const host = await openChromiumHost(options('requests'));
  onTestFinished(() => host.close());
  await events.next({ kind: 'window-ready' });
  const devtools = host.devtools('cashier');
  await devtools.send('Page.setBypassCSP', { enabled: true });
  const mark = events.mark();
  host.reload('cashier');
  await events.next({ kind: 'window-ready' }, mark);
  const expression = 'fetch("https://example.com/a", { mode: "no-cors" }).catch(() => 1)';
  await devtools.send('Runtime.evaluate', { expression, awaitPromise: true });
  await events.next({ kind: 'request-blocked', url: 'https://example.com/a' }, mark);
});

test('when main dies the browser ends by itself', async () => {
  const main = fork(join(import.meta.dirname, 'chromium-main.ts'), [folder], { stdio: 'pipe' });
  onTestFinished(() => {
    main.kill('SIGKILL');
  });
  const [browserPid] = await once(main, 'message');
  const tree = processTree(Number(browserPid));
  expect(tree.length).toBeGreaterThan(1);
  main.kill('SIGKILL');
  await expect.poll(() => tree.filter(isAlive), { timeout: 10_000, interval: 50 }).toEqual([]);
});

test.runIf(process.getuid?.() === 0)(
  'an unprivileged user runs the browser for root, inside its sandbox',
  async () => {
    const nobody = 65_534;
    const home = mkdtempSync(join(tmpdir(), 'nobody-'));
    onTestFinished(() => rmSync(home, { recursive: true, force: true }));
    chownSync(home, nobody, nobody);
    chmodSync(folder, 0o755);
    const mark = events.mark();
    const host = await openChromiumHost({
      ...options('nobody'),
      browserUser: { uid: nobody, gid: nobody, home },
    });
    onTestFinished(() => host.close());
    await events.next({ kind: 'window-ready' }, mark);
    const tree = processTree(host.browserPid ?? 0);
    const users = tree.map((pid) => /^Uid:.*$/m.exec(readIfThere(`/proc/${pid}/status`))?.[0]);
    // A helper may have ended between the two looks.
    expect(new Set(users.filter(Boolean))).toEqual(new Set(['Uid:\t65534\t65534\t65534\t65534']));
    expect(readIfThere(`/proc/${host.browserPid}/cmdline`)).not.toContain('--no-sandbox');
  },
);

test('root without such a user goes without the sandbox, others never do', () => {
  const launch = { profileDir: '/p', isKiosk: true, isHeadless: false };
  const user = { uid: 1, gid: 1, home: '/home/till' };
  expect(launchFlags(launch, true)).toContain('--no-sandbox');
  expect(launchFlags(launch, false)).not.toContain('--no-sandbox');
  expect(launchFlags({ ...launch, browserUser: user }, true)).not.toContain('--no-sandbox');
});

test('no flag opens a port, lifts a protection, or says that a test drives the browser', () => {
  const flags = launchFlags({ profileDir: '/p', isKiosk: true, isHeadless: true }, false).join(' ');
  expect(flags).not.toMatch(/remote-debugging-port|enable-automation|disable-web-security/);
});

test('the browser is given its display and its language, and nothing of ours', () => {
  const own = {
    PATH: '/bin',
    DISPLAY: ':0',
    HOME: '/root',
    WECHAT_KEY: 'secret',
    LANG: 'zh_CN.UTF-8',
  };
  const user = { uid: 1, gid: 1, home: '/home/till' };
  expect(browserEnvironment(own, user)).toEqual({
    PATH: '/bin',
    DISPLAY: ':0',
    LANG: 'zh_CN.UTF-8',
    HOME: '/home/till',
    XDG_CONFIG_HOME: '/home/till/.config',
    XDG_CACHE_HOME: '/home/till/.cache',
  });
});
