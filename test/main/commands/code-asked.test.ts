import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { yes } from './fixture/counter.ts';
import { PayCounter } from './fixture/pay-counter.ts';

let counter: PayCounter;

beforeEach(() => {
  counter = new PayCounter({ confirmAboveMinor: 2_000 });
  counter.ringUp();
});

afterEach(() => counter.clear());

const wechatCode = '134567890123456789';
const unknownCode = '99887766554433221';
/** EMVCo's own sample (payment-facts 5.2). */
const emvCode = 'hQVDUFYwMWEaTwegAAAAVVVVVw8SNFZ4kBI0WNGRIgESNF8=';

const asked = () => counter.context.codeAsks.shown();
const askId = () => asked()?.askId ?? 'none';

/** Whether anything on the disk has this text in it. */
function isWrittenDown(text: string): boolean {
  const tables = counter.store.database
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`)
    .all();
  return tables.some(({ name }) =>
    counter.store.database
      .prepare(`SELECT * FROM "${String(name)}"`)
      .all()
      .some((row) => JSON.stringify(row).includes(text)),
  );
}

describe('a scanned code that main has a question about', () => {
  it('is charged once the cashier has said yes, for what was asked', async () => {
    await counter.must('pay.code', { code: wechatCode });
    expect(asked()).toMatchObject({ kind: 'confirm-amount', amountMinor: 3_500, hint: '6789' });
    expect(counter.wechat.charges).toEqual([]);
    await counter.must('pay.choose', { askId: askId(), wallet: 'wechat' });
    expect(counter.wechat.charges).toMatchObject([{ code: wechatCode, amountMinor: 3_500 }]);
    expect(asked()).toBeNull();
    expect(await counter.refusal('pay.choose', { askId: 'none', wallet: 'wechat' })).toBe(
      'payment.code-expired',
    );
  });

  it('is in nobody’s journal, table or reply', async () => {
    await counter.must('pay.code', { code: unknownCode });
    await counter.must('pay.choose', { askId: askId(), wallet: 'wechat' });
    expect(counter.wechat.charges).toHaveLength(1);
    expect(isWrittenDown(unknownCode)).toBe(false);
    expect(isWrittenDown(unknownCode.slice(-4))).toBe(true);
  });

  it('that a wallet outside the question claims is not charged', async () => {
    await counter.must('pay.code', { code: wechatCode });
    expect(await counter.refusal('pay.choose', { askId: askId(), wallet: 'unionpay' })).toBe(
      'invalid_command',
    );
    expect(counter.union.charges).toEqual([]);
  });

  it('asks before an EMVCo code is charged above the limit, too', async () => {
    await counter.must('pay.code', { code: emvCode });
    expect(asked()).toMatchObject({ kind: 'confirm-amount', amountMinor: 3_500 });
    await counter.must('pay.choose', { askId: askId(), wallet: 'unionpay' });
    expect(counter.union.charges).toMatchObject([{ code: emvCode, amountMinor: 3_500 }]);
  });

  it('is forgotten after a minute', async () => {
    await counter.must('pay.code', { code: wechatCode });
    const kept = askId();
    await counter.time.run(0);
    counter.time.setClock(60_001);
    expect(asked()).toBeNull();
    expect(await counter.refusal('pay.choose', { askId: kept, wallet: 'wechat' })).toBe(
      'payment.code-expired',
    );
  });

  it.each<[string, () => Promise<unknown>]>([
    [
      'the cashier puts it away',
      () => counter.must('pay.choose', { askId: askId(), wallet: null }),
    ],
    ['the cashier goes back to the goods', () => counter.must('pay.back', {})],
    ['the sale is cancelled', () => counter.must('sale.cancel', {})],
    ['the customer pays cash', () => counter.must('pay.cash', { tenderedMinor: 3_500 })],
    ['the customer pays a part in cash', () => counter.must('pay.cash', { tenderedMinor: 500 })],
    ['another part is chosen', () => counter.must('pay.split', { amountMinor: 100 })],
    ['the cashier signs out', () => counter.must('access.sign-out', {})],
  ])('is charged to nobody when %s', async (_, leave) => {
    await counter.must('pay.code', { code: wechatCode });
    const kept = askId();
    await leave();
    expect(asked()).toBeNull();
    if (counter.store.state.session().staffId === null) {
      await counter.must('access.sign-in', { staffId: yes.staffId, pin: yes.pin });
    }
    const reply = await counter.give('pay.choose', { askId: kept, wallet: 'wechat' });
    expect(reply.ok).toBe(false);
    expect(counter.wechat.charges).toEqual([]);
  });

  it('never pays another sale than the one it was scanned for', async () => {
    await counter.must('pay.code', { code: wechatCode });
    const kept = askId();
    counter.store.openSales.suspend('sale-1', 0);
    counter.ringUp('sale-2', 10);
    const reply = await counter.give('pay.choose', { askId: kept, wallet: 'wechat' });
    expect(reply.ok).toBe(false);
    expect(counter.wechat.charges).toEqual([]);
  });
});

describe('a way that is chosen', () => {
  it('pays the merchant who is paid now, and no other, whatever the page asks', async () => {
    const start = { way: 'card', accountId: 'terminal' } as const;
    counter.settings.payments.activeMerchant = 'guest';
    expect(await counter.refusal('pay.start', start)).toBe('payment.not-configured');
    counter.settings.payments.activeMerchant = 'shop';
    counter.settings.payments.accounts = counter.settings.payments.accounts.map((account) =>
      account.id === 'terminal' ? { ...account, isOffered: false } : account,
    );
    expect(await counter.refusal('pay.start', start)).toBe('payment.not-configured');
    expect(counter.terminal.charges).toEqual([]);
    expect(counter.attempts()).toEqual([]);
  });

  it('is not started beside another', async () => {
    await counter.must('pay.start', { way: 'card', accountId: 'terminal' });
    expect(await counter.refusal('pay.start', { way: 'link', accountId: 'wechat' })).toBe(
      'payment.in-progress',
    );
    expect(await counter.refusal('pay.code', { code: wechatCode })).toBe('payment.in-progress');
    expect(await counter.refusal('pay.back', {})).toBe('payment.in-progress');
  });

  it('charges nothing when the terminal dies before the intent is on the disk', async () => {
    counter.store.database.exec('PRAGMA query_only = ON');
    await expect(
      counter.give('pay.start', { way: 'card', accountId: 'terminal' }),
    ).rejects.toThrow();
    expect(counter.terminal.charges).toEqual([]);
  });
});

describe('a code that nobody can verify', () => {
  const printed = { way: 'static', accountId: 'printed' } as const;

  it('is taken for paid on a supervisor’s word alone, and stands on the desk', async () => {
    counter.settings.payments.acceptStatic = 'supervisor';
    await counter.must('pay.start', printed);
    const cashier = { staffId: 'staff-lin', pin: '1111', reason: 'seen on the phone' };
    expect(await counter.refusal('pay.accept', { approval: cashier })).toBe(
      'policy.needs-supervisor',
    );
    await counter.must('pay.accept', { approval: yes });
    expect(counter.store.sales.get('sale-1')?.sale.tenders).toMatchObject([
      { kind: 'wallet', provider: 'static', isVerified: false },
    ]);
    expect(counter.store.attempts.inDoubt()).toMatchObject([{ state: 'unverified' }]);
  });

  it('is never taken where the shop’s rule says never', async () => {
    counter.settings.payments.acceptStatic = 'never';
    await counter.must('pay.start', printed);
    expect(await counter.refusal('pay.accept', { approval: yes })).toBe('policy.denied');
    expect(counter.store.sales.get('sale-1')).toBeNull();
  });

  it('that was not paid after all leaves its open sale that much more to pay', async () => {
    counter.settings.payments.acceptStatic = 'supervisor';
    await counter.must('pay.split', { amountMinor: 1_000 });
    await counter.must('pay.start', printed);
    await counter.must('pay.accept', { approval: yes });
    const { id: attemptId } = counter.attempt();
    await counter.must('desk.decide', { attemptId, as: 'not-paid', approval: yes });
    expect(counter.store.openSales.current()?.basket.tenders).toEqual([]);
    await counter.must('pay.cash', { tenderedMinor: 3_500 });
    expect(counter.store.sales.get('sale-1')?.sale.tenders).toMatchObject([{ kind: 'cash' }]);
  });

  it('is no way to take a wallet’s payment on somebody’s word', async () => {
    counter.settings.payments.acceptStatic = 'supervisor';
    await counter.must('pay.start', { way: 'shown', accountId: 'wechat' });
    expect(await counter.refusal('pay.accept', { approval: yes })).toBe('policy.denied');
  });
});
