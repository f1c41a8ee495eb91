import { expect, it } from 'vitest';
import { hubPaths } from '../../../main/contract/sync/wire.ts';
import { testAdminToken } from '../test-hub.ts';
import { enrolTestTerminal } from '../test-terminal.ts';
import { asAdmin } from './asking.ts';
import type { Given } from './given.ts';

/** What the hub tells people. */
export function testReports(given: Given): void {
  testSales(given);
  testRefunds(given);
}

function testSales(given: Given): void {
  it('reports a day by store and tender to the bearer of the admin token, and to nobody else', async () => {
    const { hub } = given();
    const { journal, client } = await enrolTestTerminal(hub);
    const day = '2026-04-30';
    for (const totalMinor of [100, 250]) journal.appendSale(totalMinor, day);
    await client.ingest(journal.records);
    const path = `${hubPaths.dayReport}?businessDay=${day}`;
    expect((await asAdmin(given().hub, path, 'guess')).status).toBe(401);
    expect((await fetch(hub.origin + path)).status).toBe(401);
    expect(await (await asAdmin(given().hub, path)).json()).toEqual({
      businessDay: day,
      stores: [
        {
          ...hub.place,
          currency: 'CNY',
          saleCount: 2,
          totalMinor: 350,
          changeMinor: 0,
          tenders: [{ kind: 'cash', provider: null, count: 2, amountMinor: 350 }],
          refunds: { count: 0, amountMinor: 0, taxMinor: 0, tenders: [] },
          netMinor: 350,
        },
      ],
    });
    expect(hub.logged()).not.toContain(testAdminToken);
  });
}

function testRefunds(given: Given): void {
  it('takes refunds off the day on which they ended, by the way the money went', async () => {
    const { hub } = given();
    const { journal, client } = await enrolTestTerminal(hub);
    journal.appendSale(1_000, '2026-05-01');
    const refund = {
      ...{ refundId: 'refund-1', saleId: 'sale-1', receiptNumber: 'R01-20260502-0001' },
      ...{ businessDay: '2026-05-02', currency: 'CNY', amountMinor: 704, taxMinor: 81 },
      roundingMinor: -4,
      lines: [{ itemId: 'cola', quantityMilli: 2_000, amountMinor: 704 }],
      parts: [
        { kind: 'wallet', by: 'tender', provider: 'wechat', givenMinor: 300 },
        { kind: 'card', by: 'cash', provider: 'card', givenMinor: 300 },
        { kind: 'cash', by: 'tender', provider: null, givenMinor: 100 },
      ],
    };
    journal.append('refund.completed', refund);
    const broken = journal.append('refund.completed', { ...refund, parts: 'none' });
    await client.ingest(journal.records);
    const path = (day: string) => `${hubPaths.dayReport}?businessDay=${day}`;
    const place = { ...hub.place, currency: 'CNY' };
    expect(await (await asAdmin(hub, path('2026-05-02'))).json()).toEqual({
      businessDay: '2026-05-02',
      stores: [
        {
          ...place,
          ...{ saleCount: 0, totalMinor: 0, changeMinor: 0, tenders: [], netMinor: -704 },
          refunds: {
            ...{ count: 1, amountMinor: 704, taxMinor: 81 },
            tenders: [
              { kind: 'cash', provider: null, count: 2, amountMinor: 400 },
              { kind: 'wallet', provider: 'wechat', count: 1, amountMinor: 300 },
            ],
          },
        },
      ],
    });
    const before = await (await asAdmin(hub, path('2026-05-01'))).json();
    expect(before).toMatchObject({ stores: [{ netMinor: 1_000, refunds: { count: 0 } }] });
    const { database } = given();
    const lines = await database.query(
      `SELECT item_id, quantity_milli FROM refund_line WHERE terminal_id = (
         SELECT terminal_id FROM refund WHERE refund_id = 'refund-1')`,
      [],
    );
    expect(lines).toEqual([{ item_id: 'cola', quantity_milli: 2_000 }]);
    const rejected = await database.query(
      'SELECT rejected_reason FROM journal_record WHERE hash = $1',
      [broken.hash],
    );
    expect(rejected).toEqual([{ rejected_reason: 'payload: parts' }]);
  });
}
