import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundlePages, type Files, openCashier, openCustomer, push, startBrowser } from './pages.ts';
import { customerPhases, screens } from './samples.ts';
import { barriers, troubles } from './troubles.ts';

/** Every language and each theme; contrast and names do not need every pair of them. */
const looks = [
  { language: 'zh-CN', theme: 'light' },
  { language: 'zh-TW', theme: 'light' },
  { language: 'en', theme: 'dark' },
] as const;

const smallest = { width: 1_024, height: 768 };
const sizes = [
  smallest,
  { width: 1_366, height: 768 },
  { width: 1_920, height: 1_080 },
  { width: 1_080, height: 1_920 },
];

/** What opens over the sale screen, by the taps that open it. */
const sheets = {
  line: ['.basket .lines button'],
  'line discount': ['.basket .lines button', '.line-head .tabs button:nth-child(2)'],
  'price approval': [
    '.basket .lines button',
    '.line-head .tabs button:nth-child(3)',
    '.keypad button:nth-child(5)',
    '.wide-next',
  ],
  weight: ['.tile:nth-child(5)'],
  'sale discount': ['.actions button:nth-child(4)'],
  suspended: ['.actions button:nth-child(3)'],
  cancel: ['.actions button:nth-child(1)'],
  letters: ['.search-box input'],
  status: ['.cells'],
  menu: ['.who'],
} as const;

let files: Files;
let browser: Browser;

beforeAll(async () => {
  files = await bundlePages();
  browser = await startBrowser();
});

afterAll(async () => {
  await browser.close();
});

async function withPage(viewport: typeof smallest, use: (page: Page) => Promise<void>) {
  const page = await browser.newPage({ viewport });
  try {
    await use(page);
  } finally {
    await page.close();
  }
}

describe.each(looks)('in $language, $theme', (look) => {
  it('every screen has whole words, large targets and no barrier', async () => {
    await withPage(smallest, async (page) => {
      await openCashier(page, files, look);
      const found: Record<string, readonly string[]> = {};
      for (const [name, change] of Object.entries(screens)) {
        await push(page, 'till', { ...change, ...look });
        found[name] = [...(await troubles(page)), ...(await barriers(page))];
      }
      expect(found).toEqual(Object.fromEntries(Object.keys(screens).map((name) => [name, []])));
    });
  });

  it('the customer’s window is as readable', async () => {
    await withPage(smallest, async (page) => {
      await openCustomer(page, files, look);
      const found: Record<string, readonly string[]> = {};
      for (const [name, change] of Object.entries(customerPhases)) {
        await push(page, 'customer', { ...change, ...look });
        found[name] = [...(await troubles(page)), ...(await barriers(page))];
      }
      expect(found).toEqual(
        Object.fromEntries(Object.keys(customerPhases).map((name) => [name, []])),
      );
    });
  });
});

describe.each([looks[0], looks[2]])('over the sale in $language, $theme', (look) => {
  it('every sheet has whole words, large targets and no barrier', async () => {
    await withPage(smallest, async (page) => {
      await openCashier(page, files, { ...screens.sale, ...look });
      const found: Record<string, readonly string[]> = {};
      for (const [name, taps] of Object.entries(sheets)) {
        await push(page, 'till', { ...look, screen: 'today' });
        await push(page, 'till', { ...screens.sale, ...look });
        for (const tap of taps) await page.locator(tap).first().click();
        found[name] = [...(await troubles(page)), ...(await barriers(page))];
      }
      expect(found).toEqual(Object.fromEntries(Object.keys(sheets).map((name) => [name, []])));
    });
  });
});

describe.each(sizes)('at $width × $height', (viewport) => {
  it('the next step keeps its place from sale to pay to done, and the total its own', async () => {
    await withPage(viewport, async (page) => {
      await openCashier(page, files, screens.sale);
      const next = new Set<string>();
      const total = new Set<string>();
      for (const name of ['sale', 'pay', 'pay-waiting', 'done'] as const) {
        await push(page, 'till', screens[name]);
        const box = await page.locator('.next').boundingBox();
        next.add(JSON.stringify(box));
        expect(box?.height).toBeGreaterThanOrEqual(72);
        expect(box && box.x + box.width).toBeGreaterThan(viewport.width - 20);
        expect(box && box.y + box.height).toBeGreaterThan(viewport.height - 20);
        expect(await troubles(page)).toEqual([]);
        if (name === 'done') continue;
        total.add(JSON.stringify(await page.locator('.total strong').boundingBox()));
      }
      expect([next.size, total.size]).toEqual([1, 1]);
    });
  });

  it('the world outside never covers the total or the next step', async () => {
    await withPage(viewport, async (page) => {
      await openCashier(page, files, screens.sale);
      await page.locator('.rail button').click();
      const world = await page.locator('.world').boundingBox();
      const basket = await page.locator('.column').boundingBox();
      const right = (world?.x ?? 0) + (world?.width ?? 0);
      const bottom = (world?.y ?? 0) + (world?.height ?? 0);
      expect(right <= (basket?.x ?? 0) || bottom <= (basket?.y ?? 0) + 1).toBe(true);
    });
  });
});
