import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundlePages, commandsSent, type Files, openCashier, startBrowser } from './pages.ts';
import { plan } from './sample-money.ts';
import { screens } from './samples.ts';

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
): Promise<unknown> {
  const page = await browser.newPage({ viewport: { width: 1_024, height: 768 } });
  try {
    await page.clock.install();
    await openCashier(page, files, { ...change, language: 'en' }, answers);
    await page.clock.runFor(1_000);
    await taps(page);
    const sent = await commandsSent(page);
    return sent
      .filter(({ name }) => name !== 'host.ready')
      .map(({ name, input }) => [name, input.input]);
  } finally {
    await page.close();
  }
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** One tap, and one more while the first is being answered. */
async function tapTwice(page: Page, selector: string): Promise<void> {
  await page.locator(selector).evaluate((tapped: HTMLElement) => {
    tapped.click();
    tapped.click();
  });
}

async function approve(page: Page, reason: string | null): Promise<void> {
  if (reason) await button(page, reason).click();
  await button(page, '陈静').click();
  await page.keyboard.type('8888');
}

const approval = (reason: string) => ({ staffId: 'staff-3', pin: '8888', reason });

describe('the way to a refund', () => {
  it('leads from the sale, from the menu and from a sale of today', async () => {
    const fromSale = await tapping(screens.sale, (page) => button(page, 'Refund').click());
    const fromMenu = await tapping(screens.today, async (page) => {
      await page.locator('.who').click();
      await button(page, 'Refund').click();
    });
    const fromToday = await tapping(screens.today, (page) =>
      button(page, 'Refund receipt T01-000042').click(),
    );
    const search = [['screen.show', { screen: 'refund' }]];
    expect([fromSale, fromMenu]).toEqual([search, search]);
    expect(fromToday).toEqual([['refund.open', { saleId: 'sale-1' }]]);
  });

  it('a sale that was found is opened', async () => {
    const sent = await tapping(screens['refund-search'], async (page) => {
      await page.keyboard.type('0042');
      await page.locator('.readout .value', { hasText: /^0042$/ }).waitFor();
      await page.locator('.found-sales button').nth(1).click();
    });
    expect(sent).toEqual([['refund.open', { saleId: 'sale-1' }]]);
  });
});

describe('a refund', () => {
  const free = { 'refund.plan': { ...plan, needsApproval: false } };

  it('takes goods and a reason, and two quick taps make it once', async () => {
    const sent = await tapping(
      screens['refund-choice'],
      async (page) => {
        const more = button(page, 'One more: Coca-Cola 330 ml');
        await more.click();
        await more.click();
        await button(page, 'One more: Fuji apples').click();
        expect(await page.locator('.next').isDisabled()).toBe(true);
        await button(page, 'Faulty').click();
        await page.locator('.next:enabled').waitFor();
        await tapTwice(page, '.next');
      },
      free,
    );
    const lines = [
      { lineId: 'line-0', quantityMilli: 2_000 },
      { lineId: 'line-4', quantityMilli: 1_358 },
    ];
    const input = { saleId: 'sale-1', lines, amountMinor: null, reason: 'Faulty', approval: null };
    expect(sent).toEqual([['refund.make', input]]);
  });

  it('takes an amount with a reason of one’s own, and never more than is left', async () => {
    const sent = await tapping(
      screens['refund-choice'],
      async (page) => {
        await button(page, 'An amount').click();
        await button(page, 'Other').click();
        await page.getByLabel('Write the reason').fill('promised');
        await page.locator('h1').click();
        await page.locator('.keypad button').nth(8).click();
        for (let zeros = 0; zeros < 3; zeros += 1) await button(page, '0').first().click();
        expect(await page.locator('.next').isDisabled()).toBe(true);
        await button(page, 'Erase').first().click();
        await button(page, 'Erase').first().click();
        await page.locator('.next:enabled').click();
      },
      free,
    );
    const input = { saleId: 'sale-1', lines: [], amountMinor: 9_000 };
    expect(sent).toEqual([['refund.make', { ...input, reason: 'promised', approval: null }]]);
  });

  it('above the shop’s limit wants a manager, who says yes to the reason chosen', async () => {
    const sent = await tapping(screens['refund-choice'], async (page) => {
      await button(page, 'Everything').click();
      await button(page, 'Not wanted').click();
      await page.locator('.next:enabled').click();
      await page.clock.runFor(1_000);
      await approve(page, null);
      await page.locator('.wide-next').click();
    });
    const input = { saleId: 'sale-1', lines: [], amountMinor: null, reason: 'Not wanted' };
    expect(sent).toEqual([['refund.make', { ...input, approval: approval('Not wanted') }]]);
  });

  it('that was refused is tried again, paid in cash, or given up', async () => {
    const part = { refundId: 'refund-1', partId: 'part-1' };
    const failed = screens['refund-failed'];
    expect(
      await tapping(failed, (page) => tapTwice(page, '.refund-parts .button >> nth=0')),
    ).toEqual([['refund.retry', part]]);
    expect(await tapping(failed, (page) => button(page, 'Give up this refund').click())).toEqual([
      ['refund.drop', { refundId: 'refund-1' }],
    ]);
    const inCash = await tapping(failed, async (page) => {
      await button(page, 'Pay in cash').click();
      await page.clock.runFor(1_000);
      await approve(page, 'The customer is waiting');
      await page.locator('.wide-next').click();
    });
    const reason = approval('The customer is waiting');
    expect(inCash).toEqual([['refund.pay-cash', { ...part, approval: reason }]]);
  });

  it('that nobody knows about offers no cash and no giving up', async () => {
    const sent = await tapping(screens['refund-unresolved'], async (page) => {
      expect(await button(page, 'Pay in cash').count()).toBe(0);
      expect(await button(page, 'Give up this refund').count()).toBe(0);
      await button(page, 'Payments in doubt').click();
    });
    expect(sent).toEqual([['screen.show', { screen: 'desk' }]]);
  });

  it('that is done says what cash to hand over, prints again, and leaves', async () => {
    const sent = await tapping(screens['refund-done'], async (page) => {
      expect(await page.locator('.headline').innerText()).toContain('Hand over ¥4.45 in cash');
      await button(page, 'Print again').click();
      await button(page, 'Done').click();
    });
    expect(sent).toEqual([
      ['receipt.reprint', { saleId: 'refund-1' }],
      ['refund.leave', {}],
    ]);
  });
});

describe('the doubt desk', () => {
  const row = (page: Page, words: string) => page.locator('.doubt-rows li', { hasText: words });
  const inRow = (page: Page, words: string, name: string) =>
    row(page, words).getByRole('button', { name, exact: true });

  it('is opened from the strip by those who may see it', async () => {
    const doubtful = { ...screens.today, doubts: 2 };
    const sent = await tapping(doubtful, (page) => button(page, '2 in doubt').click());
    expect(sent).toEqual([['screen.show', { screen: 'desk' }]]);
    const fitter = { id: 'staff-4', name: 'Tomás', role: 'technician' as const };
    await tapping({ ...doubtful, staff: fitter }, async (page) => {
      expect(await page.locator('.doubt-badge').count()).toBe(0);
    });
  });

  it('does not count the payment that is going on', async () => {
    await tapping({ ...screens['pay-waiting'], doubts: 1 }, async (page) => {
      expect(await page.locator('.doubt-badge').count()).toBe(0);
    });
    await tapping({ ...screens['pay-late'], doubts: 1 }, async (page) => {
      expect(await page.locator('.doubt-badge').innerText()).toBe('1 in doubt');
    });
  });

  it('asks at once, and attaches late money to the sale that is open', async () => {
    const sent = await tapping(screens.desk, async (page) => {
      await inRow(page, 'asks in', 'Ask now').click();
      await inRow(page, 'Paid after it was given up', 'Count for this sale').click();
      await inRow(page, 'went back', 'Open refund').click();
    });
    expect(sent).toEqual([
      ['desk.ask', { kind: 'payment', id: 'attempt-1' }],
      ['desk.attach', { attemptId: 'attempt-3' }],
      ['refund.open', { saleId: 'sale-1' }],
    ]);
  });

  it('gives late money back with a manager’s yes', async () => {
    const sent = await tapping(screens.desk, async (page) => {
      await inRow(page, 'Paid after it was given up', 'Give it back').click();
      await approve(page, 'Paid another way');
      await page.locator('.wide-next').click();
    });
    const reason = approval('Paid another way');
    expect(sent).toEqual([['desk.return', { attemptId: 'attempt-3', approval: reason }]]);
  });

  it('a manager decides, and a change of mind wants the PIN anew', async () => {
    const sent = await tapping(screens.desk, async (page) => {
      await inRow(page, 'No answer any more', 'Decide').click();
      await approve(page, 'Seen in the console');
      await page.locator('.tabs button', { hasText: 'It was not paid' }).last().click();
      expect(await page.locator('.wide-next').isDisabled()).toBe(true);
      await approve(page, 'Not in the console');
      await page.locator('.wide-next').click();
    });
    const input = { attemptId: 'attempt-4', as: 'not-paid' };
    expect(sent).toEqual([['desk.decide', { ...input, approval: approval('Not in the console') }]]);
  });

  it('looks for what the customer shows, and asks the provider by the phone’s number', async () => {
    const sent = await tapping(screens.desk, async (page) => {
      await button(page, 'Customer says it is paid').click();
      expect(await button(page, 'Ask Alipay').isDisabled()).toBe(true);
      await page.getByLabel('Number on the phone, our order, or receipt').fill('42000020');
      await row(page, 'Paid').waitFor();
      await tapTwice(page, '.ask-provider .button >> nth=1');
    });
    const input = { accountId: 'alipay', providerRef: '42000020' };
    expect(sent).toEqual([['desk.look-up', input]]);
  });
});
