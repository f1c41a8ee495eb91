import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundlePages, commandsSent, type Files, openCashier, startBrowser } from './pages.ts';
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

const cell = (day: number, account: number) =>
  `.days > li:nth-child(${day}) .day-cell:nth-child(${account})`;

type Opened = Parameters<typeof openCashier>;

/** Opens a screen, lets its buttons settle, and says what the taps sent. */
async function tapping(
  name: 'reconcile' | 'accounts',
  taps: (page: Page) => Promise<unknown>,
  answers: Opened[3] = {},
  change: Opened[2] = {},
) {
  const page = await browser.newPage({ viewport: { width: 1_024, height: 768 } });
  try {
    await page.clock.install();
    await openCashier(page, files, { ...screens[name], ...change }, answers);
    await page.clock.runFor(1_000);
    await taps(page);
    const sent = await commandsSent(page);
    return sent
      .filter((command) => command.name !== 'host.ready')
      .map((command) => [command.name, command.input.input]);
  } finally {
    await page.close();
  }
}

const approveBy = async (page: Page, reason: string) => {
  await page.getByText(reason).click();
  await page.locator('.approval').getByText('陈静').click();
  await page.keyboard.type('8888');
};
const approvalFor = (reason: string) => ({ staffId: 'staff-3', pin: '8888', reason });

describe('reconciling', () => {
  it('one tap fetches what is unread of a day, account by account', async () => {
    const sent = await tapping('reconcile', async (page) => {
      await page.locator('.days > li:nth-child(1) > .button').click();
      await expect.poll(async () => (await commandsSent(page)).length).toBe(5);
    });
    expect(sent).toEqual(
      ['wechat', 'alipay', 'unionpay', 'wechat-south'].map((accountId) => [
        'reconcile.fetch',
        { accountId, day: '2026-03-02' },
      ]),
    );
  });

  it('a statement is fetched again, or read from a file that was chosen', async () => {
    const sent = await tapping('reconcile', async (page) => {
      await page.locator(cell(2, 1)).click();
      await page.getByText('重新取').click();
      await page.getByText('从文件导入').click();
      const go = page.locator('.sheet footer .primary');
      expect(await go.isDisabled()).toBe(true);
      await page.getByText('1900006891All').click();
      await go.click();
      await page.locator('.sheet').waitFor({ state: 'detached' });
    });
    const what = { accountId: 'wechat', day: '2026-03-01' };
    expect(sent).toEqual([
      ['reconcile.fetch', what],
      ['reconcile.import', { ...what, file: '1900006891All2026-03-01_2026-03-02.csv.gz' }],
    ]);
  });

  it('a difference is worked off with what was done and why', async () => {
    const sent = await tapping('reconcile', async (page) => {
      await page.locator(cell(2, 1)).click();
      await page.locator('.differences li .button').first().click();
      const go = page.locator('.sheet footer .primary');
      await page.getByText('已请平台更正').click();
      expect(await go.isDisabled()).toBe(true);
      await page.getByText('平台记错了').click();
      await go.click();
      await page.locator('.sheet').waitFor({ state: 'detached' });
    });
    expect(sent).toEqual([
      [
        'reconcile.settle',
        { differenceId: 'difference-0', resolution: 'claimed', reason: '平台记错了' },
      ],
    ]);
  });

  it('a reason of one’s own counts as well, and blanks do not', async () => {
    const sent = await tapping('reconcile', async (page) => {
      await page.locator(cell(2, 1)).click();
      await page.locator('.differences li .button').nth(1).click();
      const go = page.locator('.sheet footer .primary');
      await page.getByText('不再追究').click();
      await page.locator('.sheet input').fill('  ');
      expect(await go.isDisabled()).toBe(true);
      await page.locator('.sheet input').fill('店主同意');
      await go.click();
      await page.locator('.sheet').waitFor({ state: 'detached' });
    });
    expect(sent).toEqual([
      [
        'reconcile.settle',
        { differenceId: 'difference-1', resolution: 'written-off', reason: '店主同意' },
      ],
    ]);
  });

  it('a payment that differs leads to the doubt desk; a row that nobody knows does not', async () => {
    const sent = await tapping('reconcile', async (page) => {
      await page.locator(cell(2, 1)).click();
      await page.locator('.differences li .button').first().click();
      expect(await page.getByText('查这笔款').count()).toBe(0);
      await page.getByRole('button', { name: '关闭' }).click();
      await page.locator('.differences li .button').nth(1).click();
      await page.getByText('查这笔款').click();
    });
    expect(sent).toEqual([['screen.show', { screen: 'desk' }]]);
  });

  it('a day is closed by two taps that are not one double tap', async () => {
    const close = (page: Page) => page.locator('.day-foot .primary');
    const sent = await tapping('reconcile', async (page) => {
      await page.locator(cell(2, 2)).click();
      await close(page).click();
      await page.clock.runFor(1_000);
      await close(page).click();
    });
    expect(sent).toEqual([['reconcile.close', { accountId: 'alipay', day: '2026-03-01' }]]);
    const hasty = await tapping('reconcile', async (page) => {
      await page.locator(cell(2, 2)).click();
      await close(page).dblclick();
    });
    expect(hasty).toEqual([]);
  });

  it('a day that differs, is being read, or was not read cannot be closed', async () => {
    await tapping('reconcile', async (page) => {
      for (const where of [cell(2, 1), cell(2, 3), cell(1, 2)]) {
        await page.locator(where).click();
        expect(await page.locator('.day-foot .primary').isDisabled()).toBe(true);
        await page.locator('.day-head button').click();
      }
    });
  });

  it('a closed day says by whom, and nothing of it can be changed', async () => {
    await tapping('reconcile', async (page) => {
      await page.locator(cell(3, 1)).click();
      expect(await page.locator('.day-foot').innerText()).toContain('陈静');
      expect(await page.locator('.day-foot button, .differences li button').count()).toBe(0);
    });
  });

  it('a page of differences leads to the next one and back', async () => {
    await tapping('reconcile', async (page) => {
      await page.locator(cell(2, 1)).click();
      const pages = page.locator('.differences > footer');
      expect(await pages.innerText()).toContain('1–6，共 61');
      await pages.getByRole('button', { name: '下一页' }).click();
      await expect.poll(() => pages.innerText()).toContain('7–12，共 61');
      await pages.getByRole('button', { name: '上一页' }).click();
      await expect.poll(() => pages.innerText()).toContain('1–6，共 61');
    });
  });
});

describe('accounts', () => {
  it('a key comes from a file that was chosen, and no key is on the screen', async () => {
    const sent = await tapping('accounts', async (page) => {
      await page.locator('.ways-in .button').first().click();
      const go = page.locator('.sheet footer .primary');
      expect(await go.isDisabled()).toBe(true);
      await page.getByText('apiclient_key.pem').click();
      await go.click();
      await page.locator('.sheet').waitFor({ state: 'detached' });
    });
    expect(sent).toEqual([
      ['account.take-key', { accountId: 'wechat', key: 'merchant-key', file: 'apiclient_key.pem' }],
    ]);
  });

  it('a key is waited for, and no longer', async () => {
    const sent = await tapping('accounts', async (page) => {
      await page.getByRole('button', { name: '扫码: 商户证书' }).first().click();
      await page.locator('.listening button').click();
    });
    expect(sent).toEqual([
      ['account.listen-key', { accountId: 'wechat', key: 'merchant-certificate' }],
      ['account.listen-key', { accountId: 'wechat', key: null }],
    ]);
  });

  it('an account is tried, and put on and off the till', async () => {
    const sent = await tapping('accounts', async (page) => {
      await page.locator('.plate').nth(2).locator('.try button').click();
      await page.locator('.plate').nth(2).locator('.offered button').last().click();
    });
    expect(sent).toEqual([
      ['account.test', { accountId: 'unionpay' }],
      ['account.set-offered', { accountId: 'unionpay', isOffered: false }],
    ]);
  });

  it('an account without keys, or with nobody to ask, is not tried', async () => {
    await tapping('accounts', async (page) => {
      expect(await page.locator('.plate').nth(1).locator('.try button').isDisabled()).toBe(true);
      expect(await page.locator('.plate').nth(3).locator('.try').count()).toBe(0);
    });
  });

  it('another merchant is paid only with a name, a PIN and a reason', async () => {
    const sent = await tapping('accounts', async (page) => {
      await page.getByRole('button', { name: /South Gate/ }).click();
      const go = page.locator('.wide-next');
      expect(await go.isDisabled()).toBe(true);
      await approveBy(page, '换了店主');
      await go.click();
      await page.locator('.sheet').waitFor({ state: 'detached' });
    });
    const approval = approvalFor('换了店主');
    expect(sent).toEqual([['account.switch-merchant', { merchantId: 'south', approval }]]);
  });

  it('a technician sees who is paid and cannot change it', async () => {
    const technician = { id: 'staff-4', name: 'Tomás', role: 'technician' } as const;
    await tapping(
      'accounts',
      async (page) => {
        expect(await page.locator('.paid h2').innerText()).toBe('杭州扫码便利店有限公司');
        expect(await page.getByRole('button', { name: /South Gate/ }).count()).toBe(0);
      },
      {},
      { staff: technician },
    );
  });

  it('a terminal without accounts says so', async () => {
    await tapping(
      'accounts',
      async (page) => {
        expect(await page.locator('main').innerText()).toContain('只收现金');
      },
      { 'account.list': { activeMerchantId: null, accounts: [] } },
    );
  });
});
