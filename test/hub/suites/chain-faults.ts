import { expect, it } from 'vitest';
import { sealRecord } from '../../../main/contract/sync/chain.ts';
import { firstPrevHash, type JournalRecord } from '../../../main/contract/sync/record.ts';
import { hubPaths } from '../../../main/contract/sync/wire.ts';
import { createTestJournal } from '../test-journal.ts';
import { enrolTestTerminal } from '../test-terminal.ts';
import { asAdmin, storedSeqs } from './asking.ts';
import type { Given } from './given.ts';

/** What the hub does with records that are not the next of the chain it has. */
export function testChainFaults(given: Given): void {
  it('refuses a copied disk that goes its own way, keeps the evidence and marks the terminal', async () => {
    const { database, hub } = given();
    const { terminalId, journal, client } = await enrolTestTerminal(hub);
    journal.appendSale(100);
    const copy = journal.copy();
    journal.appendSale(200);
    await client.ingest(journal.records);
    copy.appendSale(999);
    copy.appendSale(998);
    const other = await client.ingest(copy.records);
    expect(other).toMatchObject({ kind: 'refused', code: 'fork', acknowledgedSeq: 2 });
    // Further on, where nothing is stored yet, the chain itself betrays it.
    const later = await client.ingest(copy.records.slice(2));
    expect(later).toMatchObject({ kind: 'refused', code: 'fork', acknowledgedSeq: 2 });
    const answer = await (await asAdmin(given().hub, hubPaths.terminals)).json();
    expect(answer.terminals).toContainEqual(
      expect.objectContaining({ terminalId, headSeq: 2, quarantinedAt: expect.any(Number) }),
    );
    const [kept] = await database.query<{ count: number }>(
      'SELECT count(*) AS count FROM quarantined_record WHERE terminal_id = $1',
      [terminalId],
    );
    expect(kept?.count).toBe(2);
    // The honest journal goes on.
    journal.appendSale(300);
    expect(await client.ingest(journal.records)).toMatchObject({ answer: { acknowledgedSeq: 3 } });
  });

  it.each<[string, (record: JournalRecord) => JournalRecord]>([
    ['a changed amount', (r) => ({ ...r, body: r.body.replace('7777', '7') })],
    ['a wrong hash', (r) => ({ ...r, hash: 'f'.repeat(64) })],
    ['a signature of another key', (r) => ({ ...r, signature: foreignSignature(r) })],
    ['no JSON at all', (r) => ({ ...r, body: 'nonsense' })],
    ['half a surrogate pair', (r) => ({ ...r, body: `${r.body}\ud800` })],
    ['a NUL', (r) => ({ ...r, body: `${r.body}\0` })],
  ])('keeps what comes before a record with %s and refuses the rest', async (_what, spoil) => {
    const { hub } = given();
    const { terminalId, journal, client } = await enrolTestTerminal(hub);
    const good = journal.appendSale(100);
    const bad = spoil(journal.appendSale(7_777));
    const next = journal.appendSale(100);
    const reply = await client.ingest([good, bad, next]);
    expect(reply).toMatchObject({ kind: 'refused', code: 'chain', acknowledgedSeq: 1 });
    expect(await storedSeqs(given().database, terminalId)).toEqual([1]);
  });
}

function foreignSignature(record: JournalRecord): string {
  const { privateKey } = createTestJournal();
  const fact = { at: 1, clock: 'trusted', actor: 'a', kind: 'k', payload: {} } as const;
  return sealRecord({ ...fact, seq: record.seq, prevHash: firstPrevHash }, privateKey).signature;
}
