import { afterAll, beforeAll, expect, it } from 'vitest';
import type { WalletId } from '../../main/contract/payments/names.ts';
import type { QueryName, QueryOutput } from '../../main/contract/queries.ts';
import type { TillSnapshot } from '../../main/contract/snapshots.ts';
import { paymentCode } from '../demo/providers.ts';
import { readSales } from '../support/records.ts';
import { Shop } from '../support/shop.ts';
import { until } from '../support/until.ts';

/** A demo shop that sells and takes back, asks its providers again, and compares with their statements. */
let shop: Shop;
let serial = 5_000;

beforeAll(async () => {
  shop = await Shop.open();
  await shop.startTerminal();
  await shop.untilReady();
  await shop.openTill({ staffId: 'staff-chen', pin: '2222' });
}, 120_000);

afterAll(() => shop.close());

const goods = '6901234567892';
const manager = { staffId: 'staff-chen', pin: '2222', reason: '质量问题' };
const isDone = ({ screen }: TillSnapshot): boolean => screen === 'done';

/** What a query answers. @throws Error with the failure's code. */
async function ask<Name extends QueryName>(
  name: Name,
  input: Parameters<typeof shop.terminal.query<Name>>[1],
): Promise<QueryOutput<Name>> {
  const answer = await shop.terminal.query(name, input);
  if (!answer.ok) throw new Error(`${name}: ${answer.error.code}`);
  return answer.value;
}

async function sellBy(wallet: WalletId, count = 2) {
  for (let piece = 0; piece < count; piece += 1) {
    await shop.terminal.must('sale.enter-code', { code: goods });
  }
  serial += 1;
  await shop.terminal.must('sale.enter-code', { code: paymentCode(wallet, 'paid', serial) });
  await shop.terminal.until(isDone, `${wallet} has paid`);
  const [sale] = readSales(shop.dataDir).slice(-1);
  if (!sale) throw new Error('nothing was sold');
  return sale;
}

const isBack = ({ refund }: TillSnapshot): boolean => refund?.document?.state === 'completed';

it.each<WalletId>(['wechat', 'alipay', 'unionpay'])(
  'gives one piece back by %s, then the rest, and never more than was paid',
  async (wallet) => {
    const sale = await sellBy(wallet);
    const [line] = sale.lines;
    if (!line) throw new Error('no line was sold');
    await shop.terminal.must('refund.open', { saleId: sale.saleId });
    const one = { saleId: sale.saleId, reason: '退一件', approval: null };
    await shop.terminal.must('refund.make', {
      ...one,
      lines: [{ lineId: line.id, quantityMilli: 1_000 }],
      amountMinor: null,
    });
    await shop.terminal.until(isBack, 'the first piece is back');
    expect(shop.till.refund).toMatchObject({ refundedMinor: sale.totalMinor / 2 });
    await shop.terminal.must('refund.make', { ...one, lines: [], amountMinor: null });
    await shop.terminal.until(
      (till) => isBack(till) && till.refund?.refundedMinor === sale.totalMinor,
      'all of it is back',
    );
    const more = await shop.terminal.command('refund.make', {
      ...one,
      lines: [],
      amountMinor: 100,
    });
    expect(more).toMatchObject({ ok: false });
    await shop.terminal.must('refund.leave', {});
  },
  60_000,
);

it('takes refunds off the day, by the tender that they went back by', async () => {
  const day = await ask('report.day', { businessDay: null });
  expect(day.refunds.count).toBe(6);
  expect(day.refunds.amountMinor).toBe(3 * 400);
  expect(day.netMinor).toBe(day.byTender.reduce((sum, row) => sum + row.amountMinor, 0) - 1_200);
});

it('finds a payment by what the customer’s phone shows', async () => {
  const sale = await sellBy('wechat');
  const [row] = await ask('desk.search', {
    text: sale.receiptNumber,
    amountMinor: null,
    fromAt: null,
    toAt: null,
  });
  if (!row?.providerRef || !row.accountId) throw new Error('the payment was not found');
  const byReference = await ask('desk.search', {
    text: row.providerRef,
    amountMinor: sale.totalMinor,
    fromAt: null,
    toAt: null,
  });
  expect(byReference.map(({ id }) => id)).toEqual([row.id]);
  const { accountId, providerRef } = row;
  await shop.terminal.must('desk.look-up', { accountId, providerRef });
  await until('the provider has found it', async () => {
    const { lookUps } = await ask('desk.list', {});
    return lookUps[0]?.state === 'found' && lookUps[0].attemptId === row.id;
  });
  await shop.terminal.must('sale.next', {});
}, 30_000);

it('compares the day with the provider’s statement, and closes it when all agrees', async () => {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(Date.now());
  await shop.terminal.must('reconcile.fetch', { accountId: 'wechat', day });
  const read = async () => {
    const days = await ask('reconcile.days', {});
    return days.find((one) => one.accountId === 'wechat' && one.day === day);
  };
  const seen = await until('the statement has been read', async () => {
    const found = await read();
    return found && !['reading', 'none'].includes(found.state) ? found : false;
  });
  expect(seen).toMatchObject({ state: 'open', openDifferences: 0 });
  expect(seen.matched.count).toBe(2);
  expect(seen.refunded.amountMinor).toBe(400);
  await shop.terminal.must('reconcile.close', { accountId: 'wechat', day });
  expect(await read()).toMatchObject({ state: 'closed', closedBy: expect.any(String) });
}, 60_000);

it('takes a cash sale back out of the drawer only with approval above the limit', async () => {
  for (let piece = 0; piece < 150; piece += 1) {
    await shop.terminal.must('sale.enter-code', { code: goods });
  }
  const dueMinor = shop.till.basket?.dueMinor ?? 0;
  await shop.terminal.must('pay.begin', {});
  await shop.terminal.must('pay.cash', { tenderedMinor: dueMinor });
  const [sale] = readSales(shop.dataDir).slice(-1);
  if (!sale) throw new Error('nothing was sold');
  await shop.terminal.must('refund.open', { saleId: sale.saleId });
  const all = { saleId: sale.saleId, lines: [], amountMinor: null, reason: '整单退' };
  const refused = await shop.terminal.command('refund.make', { ...all, approval: null });
  expect(refused).toMatchObject({ ok: false, error: { code: 'policy.needs-supervisor' } });
  await shop.terminal.must('refund.make', { ...all, approval: manager });
  await shop.terminal.until(isBack, 'the cash is back');
  const report = await ask('report.day', { businessDay: null });
  expect(report.cash.expectedMinor).toBe(report.cash.floatMinor);
}, 60_000);
