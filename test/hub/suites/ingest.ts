import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { sealRecord } from '../../../main/contract/sync/chain.ts';
import { firstPrevHash, type JournalRecord } from '../../../main/contract/sync/record.ts';
import { hubPaths, wireLimits } from '../../../main/contract/sync/wire.ts';
import { testAdminToken } from '../test-hub.ts';
import { createTestJournal, testDay } from '../test-journal.ts';
import { enrolTestTerminal } from '../test-terminal.ts';
import type { Given } from './given.ts';

/** What the hub does with a terminal's records. */
export function testIngest(given: Given): void {
  const storedSeqs = async (terminalId: string) =>
    (
      await given().database.query<{ seq: number }>(
        'SELECT seq FROM journal_record WHERE terminal_id = $1 ORDER BY seq',
        [terminalId],
      )
    ).map((row) => row.seq);

  const asAdmin = async (path: string, token = testAdminToken) =>
    fetch(given().hub.origin + path, { headers: { authorization: `Bearer ${token}` } });

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
    expect(await storedSeqs(terminalId)).toEqual([1, 2, 3, 4, 5]);
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
    expect(await storedSeqs(terminalId)).toEqual(journal.records.map(({ seq }) => seq));
  });

  it('answers a gap with how far it is', async () => {
    const { hub } = given();
    const { journal, client } = await enrolTestTerminal(hub);
    for (let sale = 0; sale < 5; sale += 1) journal.appendSale(100);
    await client.ingest(journal.records.slice(0, 2));
    const reply = await client.ingest(journal.records.slice(3));
    expect(reply).toMatchObject({ kind: 'refused', code: 'gap', acknowledgedSeq: 2 });
  });

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
    const answer = await (await asAdmin(hubPaths.terminals)).json();
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
    expect(await storedSeqs(terminalId)).toEqual([1]);
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

  it('lets nobody write for another terminal', async () => {
    const { hub } = given();
    const victim = await enrolTestTerminal(hub);
    const attacker = await enrolTestTerminal(hub);
    attacker.journal.appendSale(1);
    const body = JSON.stringify({ records: attacker.journal.records });
    const path = hubPaths.journal;
    const answer = await attacker.send({ path, body, spoilt: { terminalId: victim.terminalId } });
    expect(answer).toMatchObject({ status: 401, code: 'unauthorised' });
    const smuggled = await victim.client.ingest(attacker.journal.records);
    expect(smuggled).toMatchObject({ kind: 'refused', code: 'chain', acknowledgedSeq: 0 });
    expect(await storedSeqs(victim.terminalId)).toEqual([]);
  });

  it('refuses what was changed on the way, came too late or came twice', async () => {
    const { hub } = given();
    const { send } = await enrolTestTerminal(hub);
    const request = {
      path: hubPaths.journal,
      body: '{"records":[]}',
      nonce: 'nonce-nonce-nonce-1',
    };
    expect(await send(request)).toMatchObject({ status: 200 });
    expect(await send(request)).toMatchObject({ status: 401, code: 'replay' });
    const spoilt = { body: '{"records":[ ]}' };
    expect(await send({ ...request, spoilt })).toMatchObject({ code: 'unauthorised' });
    const path = { path: `${hubPaths.journal}?x=1` };
    expect(await send({ ...request, spoilt: path })).toMatchObject({ code: 'unauthorised' });
    for (const offsetMs of [-wireLimits.clockSkewMs - 1_000, wireLimits.clockSkewMs + 1_000]) {
      const skewed = await send({ path: hubPaths.journal, timestamp: Date.now() + offsetMs });
      expect(skewed).toMatchObject({ code: 'clock-skew', body: { hubTime: expect.any(Number) } });
    }
  });

  it('gives each malformed body its own code and stays up', async () => {
    const { hub } = given();
    const { send } = await enrolTestTerminal(hub);
    const path = hubPaths.journal;
    const gzip = { 'content-encoding': 'gzip' };
    const bomb = gzipSync(Buffer.alloc(wireLimits.inflatedBytes + 1));
    const answers = [
      await send({ path, body: '{"records":' }),
      await send({ path, body: '{"records":[{"seq":0}]}' }),
      await send({ path, body: 'no gzip', headers: gzip }),
      await send({ path, body: bomb, headers: gzip }),
      await send({ path, body: 'x'.repeat(wireLimits.bodyBytes + 1) }),
      await send({ path, body: '{}', spoilt: { signature: 'AAAA' } }),
      await send({ path: `${hubPaths.catalogue}?limit=999999`, method: 'GET' }),
      await send({ path: '/v1/nowhere', body: '{}' }),
    ];
    expect(answers.map(({ code }) => code)).toEqual([
      'malformed',
      'malformed',
      'malformed',
      'too-large',
      'too-large',
      'malformed',
      'malformed',
      'not-found',
    ]);
    expect((await fetch(hub.origin + hubPaths.ready)).status).toBe(200);
  });

  it('reports a day by store and tender to the bearer of the admin token, and to nobody else', async () => {
    const { hub } = given();
    const { journal, client } = await enrolTestTerminal(hub);
    const day = '2026-04-30';
    for (const totalMinor of [100, 250]) journal.appendSale(totalMinor, day);
    await client.ingest(journal.records);
    const path = `${hubPaths.dayReport}?businessDay=${day}`;
    expect((await asAdmin(path, 'guess')).status).toBe(401);
    expect((await fetch(hub.origin + path)).status).toBe(401);
    expect(await (await asAdmin(path)).json()).toEqual({
      businessDay: day,
      stores: [
        {
          ...hub.place,
          currency: 'CNY',
          saleCount: 2,
          totalMinor: 350,
          changeMinor: 0,
          tenders: [{ kind: 'cash', provider: null, count: 2, amountMinor: 350 }],
        },
      ],
    });
    expect(hub.logged()).not.toContain(testAdminToken);
  });
}

function foreignSignature(record: JournalRecord): string {
  const { privateKey } = createTestJournal();
  const fact = { at: 1, clock: 'trusted', actor: 'a', kind: 'k', payload: {} } as const;
  return sealRecord({ ...fact, seq: record.seq, prevHash: firstPrevHash }, privateKey).signature;
}
