import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PayWay, WalletId } from '../../main/contract/payments/names.ts';
import type { TillSnapshot } from '../../main/contract/snapshots.ts';
import { decodeMerchantCode } from '../../main/domain/emv/merchant-codec.ts';
import { paymentCode } from '../demo/providers.ts';
import { readSales } from '../support/records.ts';
import { Shop } from '../support/shop.ts';

/** A demo shop with every kind of provider, each on its own wire. */
let shop: Shop;
let serial = 0;

beforeAll(async () => {
  shop = await Shop.open();
  await shop.startTerminal();
  await shop.untilReady();
  await shop.openTill();
}, 120_000);

afterAll(() => shop.close());

const goods = '6901234567892';
const manager = { staffId: 'staff-chen', pin: '2222', reason: '顾客出示了账单' };

async function ringUp(): Promise<void> {
  await shop.terminal.must('sale.enter-code', { code: goods });
}

async function beginPaying(): Promise<void> {
  await ringUp();
  await shop.terminal.must('pay.begin', {});
}

function account(way: PayWay, provider: string): string {
  const found = shop.till.ways.find((one) => one.way === way && one.provider === provider);
  if (!found) throw new Error(`${provider} does not offer ${way}`);
  return found.accountId;
}

const isDone = ({ screen }: TillSnapshot): boolean => screen === 'done';

async function lastTender() {
  const [last] = readSales(shop.dataDir).slice(-1);
  return last?.tenders[0];
}

it('offers every way that the shop has an account for, and names who is paid', () => {
  const offered = shop.till.ways.map(({ way, provider }) => `${provider} ${way}`).sort();
  expect(offered).toEqual([
    'alipay presented',
    'alipay shown',
    'card card',
    'static static',
    'unionpay link',
    'unionpay presented',
    'unionpay shown',
    'wechat presented',
    'wechat shown',
  ]);
  expect(shop.till.store.wallets).toEqual(['wechat', 'alipay', 'unionpay', 'ecny']);
  expect(new Set(shop.till.ways.map(({ merchant }) => merchant)).size).toBe(1);
});

it.each<WalletId>(['wechat', 'alipay', 'unionpay', 'ecny'])(
  'takes the code of %s without being told whose it is',
  async (wallet) => {
    await ringUp();
    serial += 1;
    await shop.terminal.must('sale.enter-code', { code: paymentCode(wallet, 'paid', serial) });
    await shop.terminal.until(isDone, `${wallet} has paid`);
    expect(await lastTender()).toMatchObject({ kind: 'wallet', provider: wallet });
    await shop.terminal.must('sale.next', {});
  },
);

it.each(['wechat', 'alipay', 'unionpay'])(
  'shows a code of %s, and is paid when the customer scans it',
  async (provider) => {
    await beginPaying();
    await shop.terminal.must('pay.start', {
      way: 'shown',
      accountId: account('shown', provider),
    });
    const showing = await shop.terminal.until(
      ({ payment }) => payment?.phase === 'showing',
      'a code is shown',
    );
    expect(showing.payment?.shown).toMatch(/^(weixin:|https:|000201)/);
    await shop.terminal.must('demo.pay-shown', {});
    await shop.terminal.until(isDone, 'the customer has paid');
    await shop.terminal.must('sale.next', {});
  },
  30_000,
);

it('waits for a link beside other sales, and finishes its sale when it is paid', async () => {
  await beginPaying();
  await shop.terminal.must('pay.start', { way: 'link', accountId: account('link', 'unionpay') });
  const { basket } = await shop.terminal.until(
    ({ payment }) => payment?.phase === 'showing',
    'a link is there',
  );
  await shop.terminal.must('pay.park', {});
  await ringUp();
  expect(shop.till).toMatchObject({ screen: 'sale', payment: null });
  await shop.terminal.must('demo.pay-shown', {});
  await shop.terminal.until(({ suspended }) => suspended.length === 0, 'the link is paid');
  // the sale on the screen is not disturbed
  expect(shop.till).toMatchObject({ screen: 'sale' });
  expect(shop.till.basket?.saleId).not.toBe(basket?.saleId);
  const sold = readSales(shop.dataDir).map(({ saleId }) => saleId);
  expect(sold).toContain(basket?.saleId);
  await shop.terminal.must('sale.cancel', {});
}, 30_000);

it('takes a card at the bank terminal and sees no number of it', async () => {
  await beginPaying();
  await shop.terminal.must('pay.start', { way: 'card', accountId: account('card', 'card') });
  await shop.terminal.until(isDone, 'the card has paid');
  expect(await lastTender()).toMatchObject({ kind: 'card', provider: 'card' });
  await shop.terminal.must('sale.next', {});
}, 30_000);

it('takes a printed code only on a supervisor’s word, and lists it until it is proven', async () => {
  await beginPaying();
  await shop.terminal.must('pay.start', { way: 'static', accountId: account('static', 'static') });
  const showing = await shop.terminal.until(({ payment }) => payment?.canAccept === true, 'shown');
  const code = decodeMerchantCode(showing.payment?.shown ?? '');
  expect(code).toMatchObject({ ok: true, value: { initiation: 'dynamic', currency: '156' } });
  const cashier = { staffId: 'staff-lin', pin: '1111', reason: '' };
  const refused = await shop.terminal.command('pay.accept', { approval: cashier });
  expect(refused).toMatchObject({ ok: false, error: { code: 'policy.needs-supervisor' } });
  await shop.terminal.must('pay.accept', { approval: manager });
  await shop.terminal.until(isDone, 'the code is taken for paid');
  expect(await lastTender()).toMatchObject({ kind: 'wallet', isVerified: false });
  expect(shop.till.doubts).toBe(1);
  const desk = await shop.terminal.query('desk.list', {});
  expect(desk).toMatchObject({ ok: true, value: { rows: [{ state: 'unverified' }] } });
  await shop.terminal.must('sale.next', {});
}, 30_000);

it('asks before it charges a large amount, and never charges a code that was put away', async () => {
  await shop.terminal.must('sale.enter-code', { code: goods });
  const [line] = shop.till.basket?.lines ?? [];
  if (!line) throw new Error('nothing was rung up');
  await shop.terminal.must('sale.set-quantity', { lineId: line.id, quantityMilli: 999_000 });
  serial += 1;
  await shop.terminal.must('pay.begin', {});
  await shop.terminal.must('pay.code', { code: paymentCode('alipay', 'paid', serial) });
  const { ask } = await shop.terminal.until((till) => till.ask !== null, 'main asks');
  expect(ask).toMatchObject({ kind: 'confirm-amount', wallets: ['alipay'] });
  await shop.terminal.must('pay.choose', { askId: ask?.askId ?? '', wallet: null });
  expect(shop.till).toMatchObject({ ask: null, payment: null });
  await shop.terminal.must('pay.back', {});
  await shop.terminal.must('sale.cancel', {});
});

it('keeps payment codes out of everything it wrote down', () => {
  const written = ['terminal.sqlite', 'terminal.sqlite-wal', 'settings.json'].map((name) =>
    readFileSync(join(shop.dataDir, name), 'latin1'),
  );
  for (let used = 1; used <= serial; used += 1) {
    for (const wallet of ['wechat', 'alipay', 'unionpay', 'ecny'] as const) {
      for (const text of written) expect(text).not.toContain(paymentCode(wallet, 'paid', used));
    }
  }
});
