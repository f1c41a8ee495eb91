import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { benchGroups, benchViews, openView } from './bench-views.ts';
import { bundlePages, type Files, openCashier, push, startBrowser } from './pages.ts';
import { bareBench } from './sample-bench.ts';
import { screens } from './samples.ts';
import { barriers, troubles } from './troubles.ts';

const looks = [
  { language: 'zh-CN', theme: 'light' },
  { language: 'zh-TW', theme: 'light' },
  { language: 'en', theme: 'dark' },
] as const;

const smallest = { width: 1_024, height: 768 };
const otherSizes = [
  { width: 1_366, height: 768 },
  { width: 1_920, height: 1_080 },
  { width: 1_080, height: 1_920 },
];

let files: Files;
let browser: Browser;

beforeAll(async () => {
  files = await bundlePages();
  browser = await startBrowser();
});

afterAll(async () => {
  await browser.close();
});

async function withBench(look: (typeof looks)[number], use: (page: Page) => Promise<void>) {
  const page = await browser.newPage({ viewport: smallest });
  try {
    await openCashier(page, files, { ...screens.devices, ...look });
    await page.locator('.overview').waitFor();
    await use(page);
  } finally {
    await page.close();
  }
}

/** Leaves the screen and comes back, which leads to the overview again. */
async function beginAgain(page: Page, look: (typeof looks)[number]): Promise<void> {
  await push(page, 'till', { ...look, screen: 'today' });
  await push(page, 'till', { ...screens.devices, ...look });
  await page.locator('.overview').waitFor();
}

type Views = Readonly<Record<string, readonly string[]>>;
const groups: [string, Views][] = Object.entries(benchGroups);

/** What is wrong with each view, by name; empty lists when nothing is. */
async function lookAt(
  page: Page,
  look: (typeof looks)[number],
  views: Views,
  at: (page: Page) => Promise<readonly string[]>,
): Promise<Record<string, readonly string[]>> {
  const found: Record<string, readonly string[]> = {};
  for (const [name, taps] of Object.entries(views)) {
    await beginAgain(page, look);
    await openView(page, taps);
    found[name] = await at(page);
  }
  return found;
}

const nothing = (views: Views) => Object.fromEntries(Object.keys(views).map((name) => [name, []]));

/** Axe looks at every element of every view; on a busy machine that takes its time. */
const patience = { timeout: 120_000 };

/** The same view in every other size, and back: it need not be walked to again. */
async function inOtherSizes(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  for (const size of otherSizes) {
    await page.setViewportSize(size);
    const where = `${size.width}x${size.height}`;
    found.push(...(await troubles(page)).map((trouble) => `${where}: ${trouble}`));
  }
  await page.setViewportSize(smallest);
  return found;
}

describe.each([looks[0], looks[2]])('the bench in $language, $theme', (shown) => {
  it.each(groups)('%s: whole words, large targets, no barrier', patience, async (_name, views) => {
    await withBench(shown, async (page) => {
      const found = await lookAt(page, shown, views, async () => [
        ...(await troubles(page)),
        ...(await barriers(page)),
        ...(shown === looks[2] ? await inOtherSizes(page) : []),
      ]);
      expect(found).toEqual(nothing(views));
    });
  });
});

it.each(groups)('%s: whole words in zh-TW too', patience, async (_name, views) => {
  await withBench(looks[1], async (page) => {
    expect(await lookAt(page, looks[1], views, troubles)).toEqual(nothing(views));
  });
});

describe('who sees what', () => {
  it('a terminal without devices offers to set each kind up, and says what was never checked', async () => {
    await withBench(looks[0], async (page) => {
      await push(page, 'bench', bareBench);
      expect(await page.locator('.missing button').count()).toBe(6);
      expect([...(await troubles(page)), ...(await barriers(page))]).toEqual([]);
      await page.locator('.missing button').nth(3).click();
      const here = page.locator('.set-up [aria-current]');
      expect(await here.innerText()).toContain('客显');
    });
  });

  it('a cashier, to whom the bench is refused, sees how the devices do', async () => {
    const page = await browser.newPage({ viewport: smallest });
    await openCashier(
      page,
      files,
      { screen: 'devices', basket: null },
      { refused: { 'bench.snapshot': 'policy.denied' } },
    );
    await page.locator('.quick-look .device').first().waitFor();
    expect(await page.locator('.overview').count()).toBe(0);
    expect([...(await troubles(page)), ...(await barriers(page))]).toEqual([]);
    await page.close();
  });

  it('when another person takes over, the view of the one before is gone', async () => {
    await withBench(looks[0], async (page) => {
      await openView(page, benchViews['printer device']);
      await push(page, 'till', {
        ...screens.devices,
        staff: { id: 'staff-3', name: '陈静', role: 'manager' },
      });
      await page.locator('.overview').waitFor();
      expect(await page.locator('.workbench').count()).toBe(0);
    });
  });

  it('a device that goes away while one looks at it is not mourned with an error', async () => {
    await withBench(looks[0], async (page) => {
      await openView(page, benchViews.printer);
      await push(page, 'bench', { devices: [] });
      await page.getByRole('status').getByText('已经解绑').waitFor();
      await page.locator('.bench-head button').click();
      await page.locator('.overview').waitFor();
    });
  });
});

it('every bench view can be left and worked by keyboard alone', async () => {
  await withBench(looks[0], async (page) => {
    await page.locator('.plates .plate button.head').first().focus();
    await page.keyboard.press('Enter');
    await page.locator('.workbench').waitFor();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await page.locator('.overview').waitFor();
  });
});
