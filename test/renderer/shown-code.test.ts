import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundlePages, type Files, openCashier, openCustomer, push, startBrowser } from './pages.ts';
import { customerPhases, screens, shownCode } from './samples.ts';

const sizes = [
  { width: 1_024, height: 768 },
  { width: 1_920, height: 1_080 },
  { width: 1_080, height: 1_920 },
];
const looks = [
  { language: 'zh-CN', theme: 'light' },
  { language: 'en', theme: 'dark' },
] as const;

const folder = mkdtempSync(join(tmpdir(), 'saoma-shown-'));
let files: Files;
let browser: Browser;

beforeAll(async () => {
  files = await bundlePages();
  browser = await startBrowser();
});

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

/** What a phone's camera would make of the window. */
async function scanned(page: Page): Promise<string> {
  const picture = join(folder, 'window.png');
  writeFileSync(picture, await page.screenshot());
  const { stdout } = spawnSync('zbarimg', ['-q', '--raw', picture], { encoding: 'utf8' });
  return stdout.trimEnd();
}

it.each(sizes)(
  'the customer can scan the code, $width × $height, by day and by night',
  async (viewport) => {
    const page = await browser.newPage({ viewport });
    for (const look of looks) {
      await openCustomer(page, files, look);
      await push(page, 'customer', { ...customerPhases.show, ...look });
      expect(await scanned(page)).toBe(shownCode);
    }
    await page.close();
  },
);

it('a phone can scan the link from the cashier’s window', async () => {
  const page = await browser.newPage({ viewport: sizes[0] ?? null });
  for (const look of looks) {
    await openCashier(page, files, look);
    await push(page, 'till', { ...screens['pay-link'], ...look });
    expect(await scanned(page)).toBe(screens['pay-link'].payment.shown);
  }
  await page.close();
});
