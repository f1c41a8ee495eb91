import { expect, it } from 'vitest';
import { testDay } from '../test-journal.ts';
import { enrolTestTerminal } from '../test-terminal.ts';
import { storedSeqs } from './asking.ts';
import type { Given } from './given.ts';

/** What the hub does with a terminal's records. */
export function testIngest(given: Given): void {
  it('stores a batch with its sales and tenders, and the same batch again changes nothing', async () => {
    const { database, hub } = given();
    const { terminalId, journal, client } = await enrolTestTerminal(hub);
    journal.append('shift.opened', { shiftId: 'shift-1', businessDay: testDay });
    for (const totalMinor of [1_250, 990, 60]) journal.appendSale(totalMinor);
    journal.append('shift.closed', { shiftId: 'shift-1', businessDay: testDay });
    for (let time = 0; time < 3; time += 1) {
      const reply = await client.ingest(journal.records);
      expect(reply).toMatchObject({ kind: 'answered', answer: { acknowledgedSeq: 5 } });
    }
    expect(await storedSeqs(given().database, terminalId)).toEqual([1, 2, 3, 4, 5]);
    const totals = await database.query(
      `SELECT (SELECT sum(total_minor)::bigint FROM sale WHERE terminal_id = $1) AS sales,
              (SELECT sum(amount_minor)::bigint FROM sale_tender WHERE terminal_id = $1) AS tenders,
              (SELECT count(*) FROM shift WHERE terminal_id = $1 AND closed_at > opened_at) AS shifts`,
      [terminalId],
    );
    expect(totals).toEqual([{ sales: 2_300, tenders: 2_300, shifts: 1 }]);
  });

  it('stores two overlapping batches sent at once in one row', async () => {
    const { hub } = given();
    const { terminalId, journal, client } = await enrolTestTerminal(hub);
    for (let sale = 0; sale < 40; sale += 1) journal.appendSale(100);
    const ends = [10, 20, 30, 40, 40, 15];
    await Promise.all(ends.map((end) => client.ingest(journal.records.slice(0, end))));
    expect(await storedSeqs(given().database, terminalId)).toEqual(
      journal.records.map(({ seq }) => seq),
    );
  });

  it('answers a gap with how far it is', async () => {
    const { hub } = given();
    const { journal, client } = await enrolTestTerminal(hub);
    for (let sale = 0; sale < 5; sale += 1) journal.appendSale(100);
    await client.ingest(journal.records.slice(0, 2));
    const reply = await client.ingest(journal.records.slice(3));
    expect(reply).toMatchObject({ kind: 'refused', code: 'gap', acknowledgedSeq: 2 });
  });

  it('keeps records it does not understand, and says which', async () => {
    const { database, hub } = given();
    const { terminalId, journal, client } = await enrolTestTerminal(hub);
    journal.append('moon.risen', { phase: 'full', name: 'a\0b' });
    journal.append('sale.completed', { saleId: 'x', totalMinor: '12.50' });
    expect(await client.ingest(journal.records)).toMatchObject({ answer: { acknowledgedSeq: 2 } });
    const rows = await database.query(
      'SELECT kind, rejected_reason AS reason FROM journal_record WHERE terminal_id = $1 ORDER BY seq',
      [terminalId],
    );
    expect(rows).toEqual([
      { kind: 'moon.risen', reason: null },
      { kind: 'sale.completed', reason: expect.stringContaining('totalMinor') },
    ]);
  });
}
