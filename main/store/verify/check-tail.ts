import type { DatabaseSync } from 'node:sqlite';
import type { Chain } from './check-chain.ts';
import { hasRefunds } from './check-refunds.ts';
import type { Finding } from './finding.ts';

/** A record's number and hash, noted at another time in another place. */
export type Head = { readonly seq: number; readonly hash: string };

/**
 * A chain cannot tell by itself that its end was cut off. Three others can: the head row that is
 * written with each record, the sales and refunds that point at records, and a head that was noted elsewhere.
 */
export function* checkTail(
  database: DatabaseSync,
  chain: Chain,
  noted: Head | null,
): Generator<Finding> {
  yield* checkHeadRow(database, chain);
  const refunds = hasRefunds(database)
    ? 'UNION ALL SELECT seq, receipt_number FROM refund WHERE seq > :last'
    : '';
  const beyond = database.prepare(
    `SELECT seq, receipt_number FROM sale WHERE seq > :last ${refunds} ORDER BY seq`,
  );
  for (const { seq, receipt_number } of beyond.iterate({ last: chain.lastSeq })) {
    const where = `receipt ${receipt_number} was made from it, and it is not there`;
    yield { seq: Number(seq), what: 'tail', where };
  }
  if (noted) yield* checkNoted(database, chain, noted);
}

function* checkHeadRow(database: DatabaseSync, chain: Chain): Generator<Finding> {
  const row = database.prepare('SELECT seq, hash FROM journal_head').get();
  if (!row) {
    if (chain.records > 0) {
      yield { seq: null, what: 'tail', where: 'table journal_head is empty: the end is not known' };
    }
    return;
  }
  const seq = Number(row.seq);
  if (seq > chain.lastSeq) {
    const where = `journal_head names it as the last, the journal ends at ${chain.lastSeq}`;
    yield { seq, what: 'tail', where };
  } else if (seq < chain.lastSeq) {
    const where = `journal_head names it as the last, the journal goes on to ${chain.lastSeq}`;
    yield { seq, what: 'tail', where };
  } else if (row.hash !== chain.lastHash) {
    yield { seq, what: 'tail', where: `journal_head says its hash is ${row.hash}` };
  }
}

function* checkNoted(database: DatabaseSync, chain: Chain, noted: Head): Generator<Finding> {
  const { seq } = noted;
  if (seq > chain.lastSeq) {
    const where = `was there when its hash was noted, the journal ends at ${chain.lastSeq}`;
    yield { seq, what: 'tail', where };
    return;
  }
  const row = database.prepare('SELECT hash FROM journal WHERE seq = ?').get(seq);
  if (row && row.hash !== noted.hash) {
    yield { seq, what: 'tail', where: `its hash was ${noted.hash} when it was noted` };
  }
}
