import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ownDialect } from '../../../main/payments/acquirer/own-dialect.ts';
import { readStatement } from '../../../main/payments/acquirer/statement-file.ts';
import { readBill } from '../../../main/payments/alipay/bill.ts';
import type { StatementRow } from '../../../main/payments/statement.ts';
import { readWechatBill } from '../../../main/payments/wechat/bill.ts';
import { writeAcquirerBill } from '../../simulators/acquirer/bill.ts';
import { writeAlipayBill } from '../../simulators/alipay/bill.ts';
import { writeWechatBill } from '../../simulators/wechat/bill.ts';
import { mchid } from '../../simulators/wechat/keys.ts';
import { newTill, type Till } from '../store/fixture/till.ts';
import { attempt, day, reconcile, refund, timeZone, told } from './ledger.ts';

let till: Till;
beforeEach(() => {
  till = newTill();
});
afterEach(() => till.clear());

const paid = attempt('paid', { amountMinor: 1_250 });
const refunded = attempt('refunded', { amountMinor: 8_800 });
const back = refund('back', refunded, { amountMinor: 300 });
const reversed = attempt('reversed', { amountMinor: 500, state: 'reversed' });
const differing = attempt('differing', { amountMinor: 99_999 });
const missing = attempt('missing', { amountMinor: 70 });

type Line = {
  readonly kind: 'payment' | 'refund' | 'reversal';
  readonly orderNumber: string;
  readonly refundNumber?: string;
  readonly amountMinor: number;
  readonly terminal: string;
};

/** What any provider has of that day. */
const lines: readonly Line[] = [
  { kind: 'payment', orderNumber: paid.orderNumber, amountMinor: 1_250, terminal: 'T001' },
  { kind: 'payment', orderNumber: refunded.orderNumber, amountMinor: 8_800, terminal: 'T001' },
  { kind: 'payment', orderNumber: reversed.orderNumber, amountMinor: 500, terminal: 'T001' },
  { kind: 'reversal', orderNumber: reversed.orderNumber, amountMinor: 500, terminal: 'T001' },
  {
    kind: 'refund',
    orderNumber: refunded.orderNumber,
    refundNumber: back.refundNumber,
    amountMinor: 300,
    terminal: 'T001',
  },
  { kind: 'payment', orderNumber: differing.orderNumber, amountMinor: 99_998, terminal: 'T001' },
  { kind: 'payment', orderNumber: 'stranger', amountMinor: 40, terminal: 'T001' },
  { kind: 'payment', orderNumber: 'neighbour', amountMinor: 900, terminal: 'T002' },
];
const at = paid.changedAt;

type Provider = (path: string) => Promise<AsyncIterable<StatementRow>>;

const providers: Readonly<Record<string, Provider>> = {
  async wechat(path) {
    const rows = lines.map((line, nth) => ({
      ...line,
      at,
      transactionId: `4200000000${nth}`,
      ...(line.kind === 'refund' ? { refundId: `5000000000${nth}` } : {}),
    }));
    await writeWechatBill(path, rows);
    return readWechatBill(path, mchid);
  },
  async alipay(path) {
    // Alipay knows a cancelled order by a refund under the order's own number
    const rows = lines.map(({ kind, orderNumber, refundNumber, amountMinor, terminal }, nth) => ({
      kind: kind === 'payment' ? ('payment' as const) : ('refund' as const),
      tradeNo: `2026010122001${nth}`,
      orderNumber,
      requestNo: kind === 'reversal' ? orderNumber : (refundNumber ?? ''),
      subject: 'Corner shop',
      terminalId: terminal,
      amountMinor,
      feeMinor: 1,
      at,
    }));
    await writeAlipayBill(path, { day, rows });
    return readBill(path);
  },
  async acquirer(path) {
    const rows = lines.map(({ kind, orderNumber, refundNumber, amountMinor, terminal }, nth) => ({
      kind,
      orderNumber,
      refundNumber: refundNumber ?? null,
      reference: `R${nth}`,
      amountMinor,
      feeMinor: kind === 'payment' ? 1 : 0,
      at,
      terminalNumber: terminal,
    }));
    await writeAcquirerBill(path, { rows });
    const { statement } = ownDialect;
    if (!statement) throw new Error('the documented protocol has statements');
    return readStatement(path, statement, timeZone);
  },
};

describe('a provider’s own file', () => {
  it.each(Object.entries(providers))('of %s is compared to the last row', async (_, write) => {
    const store = till.open();
    for (const one of [paid, refunded, reversed, differing, missing]) store.attempts.keep(one);
    store.paymentRefunds.keep(back);
    const { result } = await reconcile(store, await write(join(till.folder, 'statement')));
    expect(told(store)).toEqual([
      'amount-differs payment order-differing 99999 99998',
      'ours-only payment order-missing 70 -',
      'theirs-only payment stranger - 40',
    ]);
    expect(result).toMatchObject({
      rows: 8,
      matched: { count: 3, amountMinor: 10_550 },
      refunded: { count: 2, amountMinor: 800 },
      elsewhere: { count: 1, amountMinor: 900 },
    });
    expect(result.netMinor).toBe(10_550 - 800 - result.feeMinor);
  });
});
