import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { launchElectron } from '../../../main/host/launch-electron.ts';

const folder = mkdtempSync(join(tmpdir(), 'launch-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A program in place of Electron: it is started and listened to in the same way. */
function launch(program: string, readyTimeoutMs = 10_000) {
  const electronPath = join(folder, 'electron');
  writeFileSync(electronPath, `#!${process.execPath}\n${program}\n`, { mode: 0o755 });
  return launchElectron({ electronPath, mainBundle: 'main.js', args: ['--demo'], readyTimeoutMs });
}

test('a launch is done when the page is ready, and ends with the process', async () => {
  const electron = await launch(`
    if (!process.argv.includes('--demo')) process.exit(3);
    process.on('SIGTERM', () => process.exit(7));
    process.send('window-ready');
    setInterval(() => {}, 1000);
  `);
  electron.stop();
  expect(await electron.exited).toBe(7);
});

test('a process that ends before is the reason, with its last words', async () => {
  const launched = launch('console.error("Missing X server"); process.exitCode = 1;');
  await expect(launched).rejects.toThrow(/ended \(1\)\nMissing X server/);
});

test('a page that does not come in time is the reason, and the process is ended', async () => {
  const launched = launch('setInterval(() => {}, 1000);', 300);
  await expect(launched).rejects.toMatchObject({ code: 'host.not-starting' });
});

test('a binary that is not there is the reason', async () => {
  const electronPath = join(folder, 'nothing');
  const launched = launchElectron({
    electronPath,
    mainBundle: '',
    args: [],
    readyTimeoutMs: 5_000,
  });
  await expect(launched).rejects.toThrow('ENOENT');
});
