import type { KeyObject } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { PosError } from '../contract/failure.ts';
import { type ChainHead, chainStart, sealRecord } from '../contract/sync/chain.ts';
import type { JournalBody, JournalRecord } from '../contract/sync/record.ts';

export type Fact = Pick<JournalBody, 'at' | 'clock' | 'actor' | 'kind' | 'payload'>;

export type Journal = {
  /** Appends one fact to the chain. Call it inside the transaction that writes its projections. */
  append(fact: Fact): JournalRecord;
  head(): ChainHead;
  get(seq: number): JournalRecord | null;
  /** Records after `seq`, in order, at most `maxRecords` and about `maxBytes`, at least one. */
  readAfter(seq: number, maxRecords: number, maxBytes: number): JournalRecord[];
  /** When the first record after `seq` was made, UTC milliseconds; null when there is none. */
  firstAtAfter(seq: number): number | null;
};

/** @throws PosError `store.corrupt` when the last record is not the one that the head names. */
export function openJournal(database: DatabaseSync, privateKey: KeyObject): Journal {
  checkHead(database);
  const insert = database.prepare(
    'INSERT INTO journal (seq, at, kind, body, hash, signature) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const moveHead = database.prepare(
    `INSERT INTO journal_head (id, seq, hash) VALUES (1, ?, ?)
     ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash`,
  );
  const readHead = database.prepare('SELECT seq, hash FROM journal_head WHERE id = 1');
  const readOne = database.prepare('SELECT seq, body, hash, signature FROM journal WHERE seq = ?');
  const readTail = database.prepare(
    'SELECT seq, body, hash, signature FROM journal WHERE seq > ? ORDER BY seq LIMIT ?',
  );
  const readAt = database.prepare('SELECT at FROM journal WHERE seq > ? ORDER BY seq LIMIT 1');

  function head(): ChainHead {
    const row = readHead.get();
    return row ? { seq: Number(row.seq), hash: String(row.hash) } : chainStart;
  }

  return {
    append(fact) {
      const { seq, hash: prevHash } = head();
      const record = sealRecord({ ...fact, seq: seq + 1, prevHash }, privateKey);
      insert.run(record.seq, fact.at, fact.kind, record.body, record.hash, record.signature);
      moveHead.run(record.seq, record.hash);
      return record;
    },
    head,
    get(seq) {
      const row = readOne.get(seq);
      return row ? toRecord(row) : null;
    },
    readAfter(seq, maxRecords, maxBytes) {
      const records: JournalRecord[] = [];
      let bytes = 0;
      for (const row of readTail.iterate(seq, maxRecords)) {
        const record = toRecord(row);
        bytes += Buffer.byteLength(record.body);
        if (records.length > 0 && bytes > maxBytes) break;
        records.push(record);
      }
      return records;
    },
    firstAtAfter(seq) {
      const row = readAt.get(seq);
      return row ? Number(row.at) : null;
    },
  };
}

/** A database too large for a whole check at start is at least not cut, and not from two times. */
function checkHead(database: DatabaseSync): void {
  const head = database.prepare('SELECT seq, hash FROM journal_head WHERE id = 1').get();
  const last = database.prepare('SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1').get();
  if (head?.seq === last?.seq && head?.hash === last?.hash) return;
  throw new PosError({
    code: 'store.corrupt',
    message: `the journal ends at ${last?.seq ?? 0} and its head says ${head?.seq ?? 0}`,
    retry: 'after-fix',
  });
}

function toRecord(row: Record<string, unknown>): JournalRecord {
  return {
    seq: Number(row.seq),
    body: String(row.body),
    hash: String(row.hash),
    signature: String(row.signature),
  };
}
