import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  becomeReady,
  bundlePages,
  commandsSent,
  type Files,
  openCashier,
  push,
  startBrowser,
} from './pages.ts';
import { basket, screens } from './samples.ts';

let files: Files;
let browser: Browser;

beforeAll(async () => {
  files = await bundlePages();
  browser = await startBrowser();
});

afterAll(async () => {
  await browser.close();
});

type Opened = Parameters<typeof openCashier>;

/** Opens a screen, lets its buttons settle, and says what the taps sent. */
async function tapping(
  change: Opened[2],
  taps: (page: Page) => Promise<void>,
  answers: Opened[3] = {},
) {
  const page = await browser.newPage({ viewport: { width: 1_024, height: 768 } });
  try {
    await page.clock.install();
    await openCashier(page, files, change, answers);
    await page.clock.runFor(1_000);
    await taps(page);
    const sent = await commandsSent(page);
    return sent.filter(({ name }) => name !== 'host.ready');
  } finally {
    await page.close();
  }
}

const inputsOf = (sent: Awaited<ReturnType<typeof tapping>>) =>
  sent.map(({ name, input }) => ({ name, input: input.input }));

describe('the page', () => {
  it('tells the host that it has painted', async () => {
    const page = await browser.newPage();
    await openCashier(page, files, {});
    await page.waitForFunction(() => document.documentElement.dataset.sent?.includes('host.ready'));
    await page.close();
  });

  it('sends a command again under its own id when the answer is lost', async () => {
    const sent = await tapping(
      screens.sale,
      async (page) => {
        await page.locator('.next').click();
        await page.clock.runFor(31_000);
      },
      { lost: ['pay.begin'] },
    );
    expect(inputsOf(sent)).toEqual([
      { name: 'pay.begin', input: {} },
      { name: 'pay.begin', input: {} },
    ]);
    expect(new Set(sent.map(({ input }) => input.commandId)).size).toBe(1);
  });

  it('asks again until main is ready, and says meanwhile what is wrong', async () => {
    const page = await browser.newPage();
    await openCashier(page, files, {}, { unready: 'store.busy' });
    await page.getByRole('alert').waitFor();
    await becomeReady(page);
    await page.locator('.app').waitFor();
    await page.close();
  });

  it('says what a refusal means and what to do', async () => {
    await tapping(
      { ...screens.sale, language: 'en' },
      async (page) => {
        await page.locator('.next').click();
        const card = page.getByRole('alert');
        await card.waitFor();
        expect(await card.innerText()).toContain('No shift is open');
        expect(await card.innerText()).toContain('Enter the float');
      },
      { refused: { 'pay.begin': 'shift.not-open' } },
    );
  });
});

describe('ringing up', () => {
  it('two taps on an item add two', async () => {
    const sent = await tapping(screens.sale, async (page) => {
      await page.locator('.tile').first().click();
      await page.locator('.tile').first().click();
    });
    const once = { name: 'sale.add-item', input: { itemId: 'item-0' } };
    expect(inputsOf(sent)).toEqual([once, once]);
  });

  it('an item sold by weight asks for it, in grams', async () => {
    const sent = await tapping({ ...screens.sale, scale: null }, async (page) => {
      await page.locator('.tile').nth(4).click();
      await page.keyboard.type('0.358');
      await page.locator('.wide-next').click();
    });
    expect(inputsOf(sent)).toEqual([
      { name: 'sale.add-item', input: { itemId: 'item-4', quantityMilli: 358 } },
    ]);
  });

  it('a steady weight is taken from the scale, which is read while its sheet is open', async () => {
    const sent = await tapping(screens.sale, async (page) => {
      await page.locator('.tile').nth(4).click();
      await page.locator('.wide-next').click();
      await page.locator('.wide-next').waitFor({ state: 'detached' });
    });
    expect(inputsOf(sent)).toEqual([
      { name: 'scale.watch', input: { isWatching: true } },
      { name: 'sale.add-item', input: { itemId: 'item-4', readingId: 'reading-1' } },
      { name: 'scale.watch', input: { isWatching: false } },
    ]);
  });

  it('a line’s quantity is typed or stepped', async () => {
    const sent = await tapping(screens.sale, async (page) => {
      await page.locator('.basket .lines button').first().click();
      await page.locator('.quantity-now button').last().click();
      await page.keyboard.type('12');
      await page.locator('.wide-next').click();
    });
    expect(inputsOf(sent)).toEqual([
      { name: 'sale.set-quantity', input: { lineId: 'line-0', quantityMilli: 3_000 } },
      { name: 'sale.set-quantity', input: { lineId: 'line-0', quantityMilli: 12_000 } },
    ]);
  });

  it('a price is overridden only with a name, a PIN and a reason', async () => {
    const sent = await tapping(screens.sale, async (page) => {
      await page.locator('.basket .lines button').first().click();
      await page.locator('.line-head .tabs button').last().click();
      await page.keyboard.type('2.5');
      await page.locator('.wide-next').click();
      await page.clock.runFor(1_000);
      expect(await page.locator('.wide-next').isDisabled()).toBe(true);
      await page.locator('.choices button').first().click();
      await page.getByText('陈静').click();
      await page.keyboard.type('8888');
      await page.locator('.wide-next').click();
    });
    const approval = { staffId: 'staff-3', pin: '8888', reason: '商品有损' };
    expect(inputsOf(sent)).toEqual([
      {
        name: 'sale.override-price',
        input: { lineId: 'line-0', unitPriceMinor: 250, approval },
      },
    ]);
  });
});

describe('taking money', () => {
  it('a double tap on Pay does not take cash by accident', async () => {
    const sent = await tapping(screens.sale, async (page) => {
      await page.locator('.next').click();
      await push(page, 'till', screens.pay);
      await page.locator('.next').click({ force: true });
    });
    expect(inputsOf(sent)).toEqual([{ name: 'pay.begin', input: {} }]);
  });

  it('a note that covers what is due ends the sale with one tap', async () => {
    const sent = await tapping(screens.pay, (page) => page.locator('.notes button').last().click());
    expect(inputsOf(sent)).toEqual([{ name: 'pay.cash', input: { tenderedMinor: 10_000 } }]);
  });

  it('smaller notes count up until they cover it', async () => {
    const sent = await tapping(screens.pay, async (page) => {
      await page.locator('.notes button').nth(2).click();
      await page.locator('.notes button').nth(2).click();
      await page.locator('.notes button').nth(1).click();
    });
    expect(inputsOf(sent)).toEqual([{ name: 'pay.cash', input: { tenderedMinor: 5_000 } }]);
  });

  it('exact takes what is due in cash, after rounding', async () => {
    const rounded = { ...basket, dueCashMinor: basket.dueMinor - 5 };
    const sent = await tapping({ ...screens.pay, basket: rounded }, (page) =>
      page.locator('.exact').click(),
    );
    expect(inputsOf(sent)).toEqual([
      { name: 'pay.cash', input: { tenderedMinor: rounded.dueCashMinor } },
    ]);
  });

  it('a payment under way can be stopped, and not be left', async () => {
    const sent = await tapping(screens['pay-waiting'], async (page) => {
      expect(await page.locator('.next').isDisabled()).toBe(true);
      await page.locator('.way-out button').click();
    });
    expect(inputsOf(sent)).toEqual([{ name: 'pay.stop', input: {} }]);
  });

  it('an unknown outcome is never called paid or failed', async () => {
    await tapping({ ...screens['pay-unknown'], language: 'en' }, async (page) => {
      const words = await page.locator('.telling').innerText();
      expect(words).toContain('Not known yet');
      expect(words).toContain('Do not take the payment twice');
    });
  });
});

describe('the shift', () => {
  it('is closed by what was counted, asked twice, without saying what is expected', async () => {
    const sent = await tapping(screens['shift-close'], async (page) => {
      await page.keyboard.type('8');
      await page.locator('.denominations li button').nth(3).click();
      await page.keyboard.type('3');
      expect(await page.locator('main').innerText()).not.toContain('833.00');
      await page.locator('.next').click();
      await page.clock.runFor(1_000);
      await page.locator('.next').click();
    });
    expect(inputsOf(sent)).toEqual([{ name: 'shift.close', input: { countedMinor: 83_000 } }]);
  });

  it('a digit typed before the next picture counts for the note that was tapped', async () => {
    const sent = await tapping(screens['shift-close'], async (page) => {
      await page.evaluate(async () => {
        const type = (key: string) => window.dispatchEvent(new KeyboardEvent('keydown', { key }));
        type('8');
        document.querySelectorAll<HTMLElement>('.denominations li button')[3]?.click();
        await Promise.resolve();
        type('3');
      });
      await page.locator('.next').click();
      await page.clock.runFor(1_000);
      await page.locator('.next').click();
    });
    expect(inputsOf(sent)).toEqual([{ name: 'shift.close', input: { countedMinor: 83_000 } }]);
  });
});
