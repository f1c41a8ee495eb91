import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { routeScan } from '../../../main/commands/scan.ts';
import { limits } from '../../../main/contract/limits.ts';
import { settle } from '../payments/virtual-time.ts';
import { PayCounter } from './fixture/pay-counter.ts';

let counter: PayCounter;

beforeEach(() => {
  counter = new PayCounter({ confirmAboveMinor: null });
  counter.ringUp();
});

afterEach(() => counter.clear());

const code = '134567890123456789';

const refuseWrites = (isRefused: boolean) =>
  counter.store.database.exec(`PRAGMA query_only = ${isRefused ? 'ON' : 'OFF'}`);
const completed = () => counter.kinds().filter((kind) => kind === 'sale.completed').length;

describe('a payment', () => {
  it('whose "paid" could not be written is asked for again, told only then, and taken once', async () => {
    counter.wechat.toQuery = [counter.wechat.hasPaid(3_500)];
    await counter.must('pay.code', { code });
    refuseWrites(true);
    counter.time.step();
    await settle();
    expect(counter.sounds).toEqual([]);
    expect(counter.faults).not.toEqual([]);
    refuseWrites(false);
    while (completed() === 0 && counter.time.step()) await settle();
    expect(completed()).toBe(1);
    expect(counter.sounds).toEqual(['paid']);
    expect(counter.attempt()).toMatchObject({ state: 'paid' });
    expect(counter.wechat.charges).toHaveLength(1);
  });

  it('that the power cut off is asked for after the start, and never charged again', async () => {
    await counter.must('pay.code', { code });
    counter.wechat.toQuery = [counter.wechat.hasPaid(3_500)];
    await counter.restart();
    expect(completed()).toBe(1);
    expect(counter.wechat.charges).toHaveLength(1);
    await counter.restart();
    expect(completed()).toBe(1);
  });

  it('that nobody is signed in for is finished all the same', async () => {
    await counter.must('pay.code', { code });
    await counter.must('access.sign-out', {});
    counter.wechat.toQuery = [counter.wechat.hasPaid(3_500)];
    counter.time.step();
    await settle();
    expect(counter.store.sales.get('sale-1')?.sale).toMatchObject({ staffId: 'terminal' });
  });

  it('keeps its sale when a technician looks at the devices meanwhile', async () => {
    await counter.must('pay.code', { code });
    await counter.must('access.sign-in', { staffId: 'staff-zhou', pin: '2222' });
    expect(counter.store.state.session().screen).toBe('devices');
    await counter.must('access.sign-in', { staffId: 'staff-lin', pin: '1111' });
    expect(counter.store.state.session().screen).toBe('pay');
    expect(await counter.refusal('pay.cash', { tenderedMinor: 3_500 })).toBe('payment.in-progress');
  });

  it('is not begun when the sale has as many tenders as it may', async () => {
    for (let place = 0; place < limits.tendersPerSale; place += 1) {
      await counter.must('pay.cash', { tenderedMinor: 1 });
    }
    expect(await counter.refusal('pay.code', { code })).toBe('tender.out-of-range');
    expect(await counter.refusal('pay.start', { way: 'card', accountId: 'terminal' })).toBe(
      'tender.out-of-range',
    );
  });

  it('is nobody’s but a seller’s to begin', async () => {
    await counter.must('access.sign-in', { staffId: 'staff-zhou', pin: '2222' });
    expect(await counter.refusal('pay.code', { code })).toBe('policy.denied');
    expect(await counter.refusal('pay.start', { way: 'card', accountId: 'terminal' })).toBe(
      'policy.denied',
    );
    await counter.must('access.sign-out', {});
    expect(await counter.refusal('pay.code', { code })).toBe('policy.signed-out');
    expect(counter.wechat.charges).toEqual([]);
  });
});

describe('a scan', () => {
  const scan = (text: string) =>
    routeScan(counter.context, counter.dispatch, { code: text, role: 'any' });

  it('pays on the pay screen, and does nothing where nobody sells', async () => {
    await counter.must('access.sign-out', {});
    scan(code);
    expect(counter.codes()).toEqual(['scan-ignored']);
    await counter.must('access.sign-in', { staffId: 'staff-lin', pin: '1111' });
    scan(code);
    await settle();
    expect(counter.wechat.charges).toHaveLength(1);
  });

  it('that may be a payment code is repeated in no notice and no reply', async () => {
    await counter.must('pay.back', {});
    const misread = '99887766554433221';
    for (const text of [misread, 'hQVDUFYwMWEaTwegAAAAVVVVVw8SNFZ4']) {
      scan(text);
      expect(JSON.stringify(counter.notices)).not.toContain(text);
      const replies = counter.store.database.prepare('SELECT reply FROM applied_command').all();
      expect(JSON.stringify(replies)).not.toContain(text);
    }
    expect(counter.codes()).toEqual(['item-not-found', 'item-not-found']);
  });
});
