import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findElectron, hasDisplay } from '../../../main/host/choose.ts';
import { bundle, root } from './bundles.ts';
import { openChromiumSubject } from './chromium-subject.ts';
import { answers } from './conformance/answers.ts';
import { callsArrive } from './conformance/calls.ts';
import { pagesAreConfined } from './conformance/confinement.ts';
import { pagesAreIsolated } from './conformance/isolation.ts';
import { keysAreGuarded } from './conformance/keyboard.ts';
import { windowsComeBack } from './conformance/recovery.ts';
import { openElectronSubject } from './electron-subject.ts';
import { isAlive } from './processes.ts';
import type { Subject } from './subject.ts';

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

  test('a browser that is killed is started again with both windows', async () => {
    const mark = host.events.mark();
    const old = host.browserPid();
    process.kill(old, 'SIGKILL');
    await host.events.next({ kind: 'browser-exited' }, mark);
    await host.events.next({ kind: 'window-ready', window: 'cashier' }, mark);
    await host.events.next({ kind: 'window-ready', window: 'customer' }, mark);
    expect(isAlive(old)).toBe(false);
    await answers(host, 'customer');
  });
});

const electronPath = findElectron(root);
const whyNot =
  electronPath === null
    ? "skipped: Electron's binary is not installed"
    : hasDisplay(process.env)
      ? null
      : 'skipped: there is no display';

describe.skipIf(whyNot !== null)(`Electron${whyNot === null ? '' : `, ${whyNot}`}`, () => {
  let host: Subject;

  beforeAll(async () => {
    bundle('electron');
    const profileDir = join(folder, 'electron');
    host = await openElectronSubject(electronPath ?? '', { ...options, profileDir });
  });
  afterAll(() => host.close());

  conformance(() => host);
});

if (whyNot !== null) console.log(`Electron's half of the conformance tests is ${whyNot}`);

function conformance(subject: () => Subject): void {
  callsArrive(subject);
  pagesAreIsolated(subject);
  pagesAreConfined(subject);
  keysAreGuarded(subject);
  windowsComeBack(subject);
}
