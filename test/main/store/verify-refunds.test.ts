import type { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CompletedRefund, isInCash } from '../../../main/domain/refund/document.ts';
import { planRefund } from '../../../main/domain/refund.ts';
import { checkJournal } from '../../../main/store/verify/check-journal.ts';
import { openReadOnly } from '../../../main/store/verify/open-read-only.ts';
import { completed, partRules } from '../domain/fixture/refunds.ts';
import { damagedCopy } from './fixture/damage.ts';
import { colaSale, newTill, openShift, recordSale, type Till } from './fixture/till.ts';

/** Record 1 says who the terminal is, 2 opens the shift, 3 is the sale, 4 its refund. */
const refundSeq = 4;

let till: Till;
let refund: CompletedRefund;

beforeAll(() => {
  till = newTill();
  const store = till.open();
  const { publicKeyText: publicKey } = till;
  store.record({ kind: 'terminal.created', actor: 'terminal', payload: { publicKey } });
  openShift(store);
  const sale = colaSale(1, 10, { walletMinor: 1_000, surplusMinor: 0, stepMinor: 1 });
  recordSale(store, sale);
  const planned = planRefund(sale, [], { kind: 'all' }, partRules(1));
  if (!planned.ok) throw new Error(planned.code);
  const whole = completed(sale, planned.value);
  const parts = whole.parts.map((part) =>
    part.kind === 'wallet' ? { ...part, by: 'cash' as const } : part,
  );
  refund = { ...whole, parts };
  store.record({ kind: 'refund.completed', actor: 's', payload: refund });
  store.close();
});

afterAll(() => till.clear());

function findings(damage: (database: DatabaseSync) => void): string[] {
  const database = openReadOnly(damagedCopy(till, damage));
  try {
    return [...checkJournal(database, { publicKey: null, head: null })].map(
      ({ seq, what }) => `${seq} ${what}`,
    );
  } finally {
    database.close();
  }
}

describe('the refunds that reports read', () => {
  it('agree with the records, a wallet’s part that went back in cash too', () => {
    expect(refund.parts.filter(isInCash)).toHaveLength(2);
    expect(findings(() => undefined)).toEqual([]);
  });

  it.each([
    ['UPDATE refund SET amount_minor = amount_minor - 1', `${refundSeq} refund`],
    ["UPDATE refund SET business_day = '2026-01-02'", `${refundSeq} refund`],
    ['UPDATE refund_part SET given_minor = 0', `${refundSeq} refund`],
    ["UPDATE refund_part SET kind = 'wallet'", `${refundSeq} refund`],
    ['DELETE FROM refund_part', `${refundSeq} refund`],
    ['DELETE FROM refund_part; DELETE FROM refund', `${refundSeq} refund`],
    ['UPDATE refund SET seq = 2', '2 refund'],
    ['DROP TABLE refund_part; DROP TABLE refund', `${refundSeq} refund`],
  ])('are held against the records: %s', (sql, finding) => {
    expect(findings((database) => database.exec(sql))).toContain(finding);
  });

  it('miss a tail that was cut off with their record', () => {
    const found = findings((database) => {
      database.exec(`DELETE FROM journal WHERE seq = ${refundSeq};
        UPDATE journal_head SET (seq, hash) =
          (SELECT seq, hash FROM journal WHERE seq = ${refundSeq - 1})`);
    });
    expect(found).toEqual([`${refundSeq} tail`]);
  });

  it('need not be there in a database of before there were any', () => {
    const found = findings((database) =>
      database.exec(`DROP TABLE refund_part; DROP TABLE refund;
        DELETE FROM journal WHERE seq = ${refundSeq};
        UPDATE journal_head SET (seq, hash) =
          (SELECT seq, hash FROM journal WHERE seq = ${refundSeq - 1})`),
    );
    expect(found).toEqual([]);
  });
});
