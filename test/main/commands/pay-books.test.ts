import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openReports } from '../../../main/report/day.ts';
import { checkJournal } from '../../../main/store/verify/check-journal.ts';
import { createPapers, receiptFor } from '../../../main/wiring/papers.ts';
import { settle } from '../payments/virtual-time.ts';
import { yes } from './fixture/counter.ts';
import { PayCounter } from './fixture/pay-counter.ts';

let counter: PayCounter;

beforeEach(async () => {
  counter = new PayCounter({ acceptStatic: 'supervisor', confirmAboveMinor: null });
  await sellByEveryWay();
});

afterEach(() => counter.clear());

/** One sale by each way that is not a scanned code: card, a printed code, a link; and one by a code. */
async function sellByEveryWay(): Promise<void> {
  const { wechat, terminal } = counter;
  terminal.toCharge = [terminal.hasPaid(3_500)];
  counter.ringUp('by-card');
  await counter.must('pay.start', { way: 'card', accountId: 'terminal' });

  counter.ringUp('by-static');
  await counter.must('pay.start', { way: 'static', accountId: 'printed' });
  await counter.must('pay.accept', { approval: yes });

  counter.ringUp('by-link', 2);
  wechat.toCharge = [{ kind: 'shown', content: 'https://pay.example/link' }];
  await counter.must('pay.start', { way: 'link', accountId: 'wechat' });
  await counter.must('pay.park', {});
  wechat.toQuery = [wechat.hasPaid(700)];
  while (counter.store.sales.get('by-link') === null && counter.time.step()) await settle();

  counter.ringUp('by-code', 1);
  wechat.toCharge = [wechat.hasPaid(350)];
  await counter.must('pay.code', { code: '134567890123456789' });
}

const ways = [
  ['by-card', 'card', 'card', 3_500],
  ['by-static', 'wallet', 'static', 3_500],
  ['by-link', 'wallet', 'wechat', 700],
  ['by-code', 'wallet', 'wechat', 350],
] as const;

describe('payments by card, printed code, link and scanned code', () => {
  it('stand in the day’s report by their way, and none of them in the drawer', () => {
    const report = openReports(counter.store.database).day('2026-01-01', 'CNY');
    expect(report.saleCount).toBe(4);
    expect(report.grossMinor).toBe(8_050);
    expect(report.byTender).toMatchObject([
      { kind: 'card', provider: 'card', count: 1, amountMinor: 3_500 },
      { kind: 'wallet', provider: 'static', count: 1, amountMinor: 3_500 },
      { kind: 'wallet', provider: 'wechat', count: 2, amountMinor: 1_050 },
    ]);
    expect(counter.drawerOpenings).toBe(0);
  });

  it.each(ways)('%s: %s of %s is on its receipt', (saleId, _kind, _provider, amountMinor) => {
    const papers = createPapers(
      counter.settings,
      () => 'en',
      () => 48,
    );
    const text = JSON.stringify(receiptFor(counter.store, papers, saleId, false));
    expect(text).toContain((amountMinor / 100).toFixed(2));
    // every way has words; a name that has none would stand there as it is
    expect(text).not.toMatch(/tender\.|provider\./);
  });

  it.each(ways)(
    '%s is one tender, with the payment that it came by',
    (saleId, kind, provider, amountMinor) => {
      const sale = counter.store.sales.get(saleId)?.sale;
      expect(sale?.tenders).toMatchObject([{ kind, provider, amountMinor }]);
      const attempt = counter.attempt(saleId);
      expect(sale?.tenders[0]?.attemptId).toBe(attempt.id);
      expect(attempt.amountMinor).toBe(amountMinor);
    },
  );

  it('leave a journal in which nothing is found wrong', () => {
    const known = { publicKey: counter.till.publicKey, head: null };
    const findings = [...checkJournal(counter.store.database, known)];
    expect(findings).toEqual([]);
  });

  it('say nothing before it is on the disk', () => {
    expect(counter.early).toEqual([]);
    expect(counter.faults).toEqual([]);
  });
});
