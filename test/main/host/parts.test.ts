import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { limits } from '../../../main/contract/limits.ts';
import { answer } from '../../../main/host/answer.ts';
import { fileOf, readAsset } from '../../../main/host/assets.ts';
import { chooseHost, findElectron, hasDisplay } from '../../../main/host/choose.ts';
import type { HostCall, HostEvent } from '../../../main/host/host.ts';
import { takeLock } from '../../../main/host/lock.ts';
import { isBlocked } from '../../../main/host/preload/key-guard.ts';
import { restartDelayMs } from '../../../main/host/recovery.ts';

const folder = mkdtempSync(join(tmpdir(), 'host-parts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('files for the page', () => {
  test('no path leads out of the folder', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('', '../', '%2e%2e%2f', '..%2f'), (path, climb) => {
        const file = fileOf('/srv/pages', `/${climb.repeat(3)}${path}`);
        expect(file === null || file.startsWith('/srv/pages/')).toBe(true);
      }),
    );
  });

  test('a file comes with its type and the headers that protect it, a folder not at all', async () => {
    const page = await readAsset(join(import.meta.dirname, 'fixture'), '/');
    expect(page.status).toBe(200);
    expect(page.headers).toMatchObject({
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': expect.stringContaining("default-src 'self'"),
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    });
    expect((await readAsset(import.meta.dirname, '/fixture')).status).toBe(404);
    expect((await readAsset(import.meta.dirname, '/%E0%A4%A')).status).toBe(404);
  });
});

describe('a call', () => {
  const ask = async (text: string) => {
    const calls: HostCall[] = [];
    const events: HostEvent[] = [];
    const call = async (heard: HostCall) => calls.push(heard);
    const reply = await answer({ call, onEvent: (event) => events.push(event) }, 'cashier', text);
    return { calls, events, reply };
  };

  test('whatever text comes is answered, and only {name, input} is handed on', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (text) => {
        const { calls, reply } = await ask(text);
        if (calls.length === 0) expect(reply).toMatchObject({ error: { code: 'invalid_command' } });
        else expect(typeof calls[0]?.name).toBe('string');
      }),
    );
  });

  test('the limit counts bytes, not characters', async () => {
    const text = (characters: number) =>
      JSON.stringify({ name: 'x', input: '码'.repeat(characters) });
    const fitting = Math.floor((limits.callPayloadBytes - text(0).length) / 3);
    expect((await ask(text(fitting))).calls).toHaveLength(1);
    expect((await ask(text(fitting + 1))).calls).toHaveLength(0);
  });

  test('that says "ready" is for the host alone', async () => {
    const { calls, events } = await ask('{"name":"host.ready"}');
    expect(calls).toEqual([]);
    expect(events).toEqual([{ kind: 'window-ready', window: 'cashier' }]);
  });
});

describe('the lock', () => {
  test('is held once, and free again when it is given back', () => {
    const profile = join(folder, 'held');
    const lock = takeLock(profile);
    expect(() => takeLock(profile)).toThrow(`held by process ${process.pid}`);
    lock.release();
    takeLock(profile).release();
  });

  test.each([
    ['a process that is gone', '4194305 1'],
    ['an earlier process of the same number', `${process.pid} 1`],
    ['nobody, cut off while it was written', ''],
  ])('of %s does not count', (name, content) => {
    const profile = join(folder, name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${profile}.lock`, content);
    takeLock(profile).release();
  });
});

describe('the choice of host', () => {
  const all = { hasElectron: true, hasDisplay: true };

  test.each([
    ['Electron where it can run', all, 'electron'],
    ['Chromium without a display', { ...all, hasDisplay: false }, 'chromium'],
    ["Chromium without Electron's binary", { ...all, hasElectron: false }, 'chromium'],
    ['what was asked for by hand', { ...all, wanted: 'chromium' }, 'chromium'],
  ] as const)('is %s', (_name, circumstances, kind) => {
    const choice = chooseHost(circumstances);
    expect(choice.kind).toBe(kind);
    expect(choice.reason).not.toBe('');
  });

  test("finds Electron's binary only where its installer has been", () => {
    const electron = join(folder, 'node_modules/electron');
    mkdirSync(join(electron, 'dist'), { recursive: true });
    expect(findElectron(folder)).toBeNull();
    writeFileSync(join(electron, 'path.txt'), 'electron');
    expect(findElectron(folder)).toBeNull();
    writeFileSync(join(electron, 'dist/electron'), '');
    expect(findElectron(folder)).toBe(join(electron, 'dist/electron'));
  });

  test('a display is one of X or of Wayland', () => {
    expect(hasDisplay({})).toBe(false);
    expect(hasDisplay({ DISPLAY: '' })).toBe(false);
    expect(hasDisplay({ DISPLAY: ':0' })).toBe(true);
    expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' })).toBe(true);
  });
});

test('what died is brought back at once, then ever later, but never later than five seconds', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 100].map(restartDelayMs)).toEqual([
    0, 250, 500, 1_000, 2_000, 4_000, 5_000, 5_000,
  ]);
});

test('a plain key always reaches the page, a modified one only for editing in a field', () => {
  const plain = { ctrlKey: false, altKey: false, metaKey: false, shiftKey: false };
  const key = fc.string({ minLength: 1, maxLength: 1 });
  fc.assert(
    fc.property(key, fc.boolean(), (key, isEditing) => {
      expect(isBlocked({ ...plain, key, isEditing })).toBe(false);
      expect(isBlocked({ ...plain, altKey: true, key, isEditing })).toBe(true);
      expect(isBlocked({ ...plain, ctrlKey: true, key, isEditing: false })).toBe(true);
    }),
  );
  expect(isBlocked({ ...plain, ctrlKey: true, key: 'C', isEditing: true })).toBe(false);
});
