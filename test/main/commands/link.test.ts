import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { limits } from '../../../main/contract/limits.ts';
import { settle } from '../payments/virtual-time.ts';
import { colas } from '../store/fixture/till.ts';
import { PayCounter } from './fixture/pay-counter.ts';

let counter: PayCounter;

beforeEach(() => {
  counter = new PayCounter();
  counter.wechat.toCharge = [{ kind: 'shown', content: 'https://pay.example/link' }];
});

afterEach(() => counter.clear());

const link = { way: 'link', accountId: 'wechat' } as const;
const close = { countedMinor: 50_000 };

/** A sale whose link was sent and which waits aside. */
async function park(saleId = 'sale-1', paidInCash = 0): Promise<void> {
  counter.ringUp(saleId);
  if (paidInCash > 0) await counter.must('pay.cash', { tenderedMinor: paidInCash });
  await counter.must('pay.start', link);
  await counter.must('pay.park', {});
}

/** The customer opens the link and pays; the till hears it when it asks next. */
async function payLink(amountMinor = 3_500): Promise<void> {
  counter.wechat.toQuery = [counter.wechat.hasPaid(amountMinor)];
  counter.time.step();
  await settle();
}

const suspended = () => counter.store.openSales.suspended().map(({ basket }) => basket.saleId);

describe('a sale that waits aside for its link', () => {
  it('is finished where it stands, and leaves the screen to the sale that stands there', async () => {
    await park();
    counter.ringUp('sale-2', 1);
    await payLink();
    expect(counter.store.sales.get('sale-1')?.sale.tenders).toMatchObject([
      { kind: 'wallet', provider: 'wechat', amountMinor: 3_500 },
    ]);
    expect(suspended()).toEqual([]);
    const { screen, doneSaleId } = counter.store.state.session();
    expect({ screen, doneSaleId }).toEqual({ screen: 'pay', doneSaleId: null });
    expect(counter.codes()).toContain('link-paid');
  });

  it('does not sound as if the customer who stands there had paid', async () => {
    await park();
    counter.ringUp('sale-2', 1);
    await payLink();
    expect(counter.sounds).not.toContain('paid');
  });

  it('opens no drawer while nobody asked for it, and opens it for the cash when it is put aside', async () => {
    await park('sale-1', 500);
    expect(counter.drawerOpenings).toBe(1);
    await payLink(3_000);
    expect(counter.store.sales.get('sale-1')).not.toBeNull();
    expect(counter.drawerOpenings).toBe(1);
  });

  it('tells nobody of a payment that is not on the disk yet', async () => {
    await park();
    await payLink();
    expect(counter.early).toEqual([]);
  });

  it('takes no other payment when it is taken up again', async () => {
    await park();
    await counter.must('sale.resume', { saleId: 'sale-1' });
    expect(counter.store.state.session().screen).toBe('pay');
    expect(await counter.refusal('pay.cash', { tenderedMinor: 3_500 })).toBe('payment.in-progress');
    expect(await counter.refusal('pay.code', { code: '134567890123456789' })).toBe(
      'payment.in-progress',
    );
    expect(await counter.refusal('sale.cancel', {})).toBe('payment.in-progress');
    await counter.must('pay.stop', {});
    expect(counter.attempt()).toMatchObject({ state: 'reversed' });
    await counter.must('pay.cash', { tenderedMinor: 3_500 });
    expect(counter.store.sales.get('sale-1')?.sale.tenders).toMatchObject([{ kind: 'cash' }]);
  });

  it('outlives the shift, and ends in the one that is open when it is known to be paid', async () => {
    await park();
    await counter.must('shift.close', close);
    await counter.must('access.sign-out', {});
    await payLink();
    expect(counter.store.sales.get('sale-1')).toBeNull();
    expect(counter.store.openSales.suspended()[0]?.basket.tenders).toMatchObject([
      { amountMinor: 3_500 },
    ]);
    await counter.must('access.sign-in', { staffId: 'staff-lin', pin: '1111' });
    await counter.must('shift.open', { floatMinor: 0 });
    const shiftId = counter.store.sales.openShift()?.shiftId;
    expect(counter.store.sales.get('sale-1')?.sale.shiftId).toBe(shiftId);
    expect(counter.faults).toEqual([]);
  });

  it('that is paid in part while no shift is open does not keep the next shift from opening', async () => {
    counter.ringUp();
    await counter.must('pay.split', { amountMinor: 1_000 });
    await counter.must('pay.start', link);
    await counter.must('pay.park', {});
    await counter.must('shift.close', close);
    await payLink(1_000);
    await counter.must('shift.open', { floatMinor: 0 });
    expect(counter.store.sales.get('sale-1')).toBeNull();
    await counter.must('sale.resume', { saleId: 'sale-1' });
    await counter.must('pay.cash', { tenderedMinor: 2_500 });
    expect(counter.store.sales.get('sale-1')?.sale.tenders).toHaveLength(2);
  });

  it('that is paid in part comes back to the pay screen, where its goods cannot be changed', async () => {
    counter.ringUp();
    await counter.must('pay.split', { amountMinor: 1_000 });
    await counter.must('pay.start', link);
    await counter.must('pay.park', {});
    await payLink(1_000);
    expect(await counter.refusal('shift.close', close)).toBe('shift.sale-open');
    await counter.must('sale.resume', { saleId: 'sale-1' });
    expect(counter.store.state.session().screen).toBe('pay');
    expect(await counter.refusal('sale.remove-line', { lineId: 'line-1' })).toBe('sale.paying');
    counter.store.state.change({ screen: 'sale' });
    expect(await counter.refusal('sale.remove-line', { lineId: 'line-1' })).toBe('sale.tendered');
  });

  it('is not taken up while no shift is open', async () => {
    await park();
    await counter.must('shift.close', close);
    expect(await counter.refusal('sale.resume', { saleId: 'sale-1' })).toBe('shift.not-open');
  });

  it('goes on after the power went, and is paid once', async () => {
    await park();
    await counter.restart();
    await payLink();
    await counter.restart();
    expect(counter.store.sales.get('sale-1')?.sale.tenders).toHaveLength(1);
    expect(counter.kinds().filter((kind) => kind === 'sale.completed')).toHaveLength(1);
    expect(counter.wechat.charges).toHaveLength(1);
  });

  it('whose link ends unpaid is a suspended sale like any other', async () => {
    await park();
    counter.wechat.toQuery = [{ kind: 'waiting' }];
    await counter.time.run(60_000);
    expect(counter.attempt()).toMatchObject({ state: 'reversed' });
    expect(suspended()).toEqual(['sale-1']);
    expect(await counter.refusal('shift.close', close)).toBe('shift.sale-open');
    await counter.must('sale.resume', { saleId: 'sale-1' });
    expect(counter.store.state.session()).toMatchObject({ screen: 'sale', attemptId: null });
    await counter.must('sale.cancel', {});
  });

  it('is one of the suspended sales, and there are not more of them than fit', async () => {
    for (let place = 0; place < limits.suspendedSales; place += 1) {
      counter.store.openSales.keep(colas(`other-${place}`, 1), 0);
      counter.store.openSales.suspend(`other-${place}`, 0);
    }
    counter.ringUp();
    await counter.must('pay.start', link);
    expect(await counter.refusal('pay.park', {})).toBe('quantity.out-of-range');
  });
});

describe('a payment that somebody waits for', () => {
  it('is not put aside unless it is a link', async () => {
    counter.ringUp();
    await counter.must('pay.start', { way: 'shown', accountId: 'wechat' });
    expect(await counter.refusal('pay.park', {})).toBe('payment.in-progress');
  });

  it('keeps its sale from being suspended or left for another, whatever the screen', async () => {
    counter.ringUp();
    await counter.must('pay.start', { way: 'shown', accountId: 'wechat' });
    await counter.must('access.sign-in', { staffId: 'staff-zhou', pin: '2222' });
    await counter.must('access.sign-in', { staffId: 'staff-lin', pin: '1111' });
    expect(counter.store.state.session().screen).toBe('pay');
    counter.store.state.change({ screen: 'sale' });
    expect(await counter.refusal('sale.suspend', {})).toBe('payment.in-progress');
    expect(await counter.refusal('sale.resume', { saleId: 'none' })).toBe('payment.in-progress');
    expect(await counter.refusal('sale.remove-line', { lineId: 'line-1' })).toBe(
      'payment.in-progress',
    );
  });
});
