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
const otherSizes = [
  { width: 1_366, height: 768 },
  { width: 1_920, height: 1_080 },
  { width: 1_080, height: 1_920 },
];

const cell = (day: number, account: number) =>
  `.days > li:nth-child(${day}) .day-cell:nth-child(${account})`;

/** What opens on each screen, by the taps that open it. */
const views = {
  reconcile: {
    'all days': [],
    'a day with differences': [cell(2, 1)],
    'a difference': [cell(2, 1), '.differences li .button'],
    'a day that agrees, asked twice': [cell(2, 2), '.day-foot .primary'],
    'a day being read': [cell(2, 3)],
    'a day that could not be read': [cell(3, 3)],
    'a closed day': [cell(3, 1)],
    'a statement from a file': [cell(1, 1), '.day-foot .button:nth-child(2)'],
  },
  accounts: {
    'all accounts': [],
    'a key from a file': ['.ways-in .button'],
    'another merchant': ['.merchants > section:nth-child(2) > header .button'],
  },
} as const satisfies Record<string, Record<string, readonly string[]>>;

let files: Files;
let browser: Browser;

beforeAll(async () => {
  files = await bundlePages();
  browser = await startBrowser();
});

afterAll(async () => {
  await browser.close();
});

type Name = keyof typeof views;

async function withPage(change: Parameters<typeof openCashier>[2], use: (page: Page) => unknown) {
  const page = await browser.newPage({ viewport: smallest });
  try {
    await openCashier(page, files, change);
    await use(page);
  } finally {
    await page.close();
  }
}

async function inOtherSizes(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const size of otherSizes) {
    await page.setViewportSize(size);
    found.push(...(await troubles(page)).map((trouble) => `${size.width}: ${trouble}`));
  }
  await page.setViewportSize(smallest);
  return found;
}

describe.each(['reconcile', 'accounts'] as const)('the screen %s', (name: Name) => {
  it.each(looks)(
    'has whole words, large targets and no barrier in $language, $theme',
    { timeout: 60_000 },
    async (look) => {
      await withPage({ ...screens[name], ...look }, async (page) => {
        const found: Record<string, readonly string[]> = {};
        const taps: [string, readonly string[]][] = Object.entries(views[name]);
        for (const [view, way] of taps) {
          await push(page, 'till', { ...look, screen: 'today' });
          await push(page, 'till', { ...screens[name], ...look });
          for (const tap of way) await page.locator(tap).first().click();
          const others = look.language === 'en' ? await inOtherSizes(page) : [];
          found[view] = [...(await troubles(page)), ...(await barriers(page)), ...others];
        }
        expect(found).toEqual(Object.fromEntries(taps.map(([view]) => [view, []])));
      });
    },
  );
});
