import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundlePages, type Files, openCashier, push, startBrowser } from './pages.ts';
import { screens } from './samples.ts';
import { barriers, troubles } from './troubles.ts';

const looks = [
  { language: 'zh-CN', theme: 'light' },
  { language: 'en', theme: 'dark' },
] as const;

const smallest = { width: 1_024, height: 768 };
const sizes = [smallest, { width: 1_920, height: 1_080 }, { width: 1_080, height: 1_920 }];

/** What the screens of refunds and doubts open, by the taps that open it. */
const views = {
  'goods chosen': ['refund-choice', '.returned .button:enabled', '.reason .button'],
  'an amount and a reason typed': [
    'refund-choice',
    '.refund > .tabs button:nth-child(2)',
    '.reason .button:nth-child(5)',
    '.reason input',
  ],
  'a refund approved': [
    'refund-choice',
    '.refund > .tabs button:nth-child(3)',
    '.reason .button',
    '.next:enabled',
  ],
  'cash approved': ['refund-failed', '.refund-parts .button:last-child'],
  'the customer’s word': [
    'desk',
    '.desk > .tabs button:nth-child(2)',
    '.says input',
    '.tray button',
  ],
  'a decision': ['desk', '.doubt-rows .button'],
  'money given back': ['desk', '.doubt-rows li:nth-child(2) .button:last-child'],
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
    await page.clock.install();
    await use(page);
  } finally {
    await page.close();
  }
}

describe.each(looks)('refunds and doubts in $language, $theme', (look) => {
  it('every choice and approval has whole words, large targets and no barrier', async () => {
    await withPage(smallest, async (page) => {
      await openCashier(page, files, { ...screens.sale, ...look });
      const found: Record<string, readonly string[]> = {};
      for (const [name, [screen, ...taps]] of Object.entries(views)) {
        await push(page, 'till', { ...screens.today, ...look });
        await push(page, 'till', { ...screens[screen], ...look });
        await page.clock.runFor(1_000);
        for (const tap of taps) await page.locator(tap).first().click();
        found[name] = [...(await troubles(page)), ...(await barriers(page))];
      }
      expect(found).toEqual(Object.fromEntries(Object.keys(views).map((name) => [name, []])));
    });
  });
});

describe.each(sizes)('refunds and doubts at $width × $height', (viewport) => {
  it('fit, and the next step stands where the sale has it', async () => {
    await withPage(viewport, async (page) => {
      await openCashier(page, files, screens.sale);
      const place = await page.locator('.next').boundingBox();
      for (const name of ['refund-choice', 'refund-failed', 'refund-done'] as const) {
        await push(page, 'till', screens[name]);
        expect(await page.locator('.next').boundingBox()).toEqual(place);
        expect(await troubles(page)).toEqual([]);
      }
      for (const name of ['refund-search', 'desk'] as const) {
        await push(page, 'till', screens[name]);
        expect(await troubles(page)).toEqual([]);
      }
    });
  });
});
