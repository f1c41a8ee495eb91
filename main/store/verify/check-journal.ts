import type { KeyObject } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { type Chain, checkChain } from './check-chain.ts';
import { openRefundsCheck } from './check-refunds.ts';
import { openSalesCheck } from './check-sales.ts';
import { checkTail, type Head } from './check-tail.ts';
import type { Finding } from './finding.ts';
import type { StoredRecord } from './stored-record.ts';

/** What the caller knows from elsewhere. */
export type Known = { readonly publicKey: KeyObject | null; readonly head: Head | null };

/** Checks a whole journal, a row at a time, in the order in which findings are easiest to read. */
export function* checkJournal(database: DatabaseSync, known: Known): Generator<Finding, Chain> {
  const readHash = database.prepare('SELECT hash FROM journal WHERE seq = ?');
  const checks = [openSalesCheck(database), openRefundsCheck(database)];
  const chain = yield* checkChain({
    records: storedRecords(database),
    hashAt: (seq) => {
      const row = readHash.get(seq);
      return row ? String(row.hash) : null;
    },
    publicKey: known.publicKey,
    *onStatement(statement) {
      for (const check of checks) yield* check.ofRecord(statement);
    },
  });
  for (const check of checks) yield* check.withoutRecord();
  yield* checkTail(database, chain, known.head);
  return chain;
}

/** @throws Error that says how far the journal can be read, when the file itself is damaged. */
function* storedRecords(database: DatabaseSync): Generator<StoredRecord> {
  let readTo = 0;
  try {
    const rows = database.prepare(
      `SELECT seq, at, kind, CAST(body AS BLOB) AS body, CAST(hash AS BLOB) AS hash,
        CAST(signature AS BLOB) AS signature FROM journal ORDER BY seq`,
    );
    for (const row of rows.iterate()) {
      const record = toRecord(row);
      yield record;
      readTo = record.seq;
    }
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new Error(`cannot be read beyond record ${readTo}: ${error.message}`, { cause: error });
  }
}

function toRecord(row: Readonly<Record<string, unknown>>): StoredRecord {
  return {
    seq: Number(row.seq),
    at: Number(row.at),
    kind: String(row.kind),
    body: bytes(row.body),
    hash: bytes(row.hash),
    signature: bytes(row.signature),
  };
}

function bytes(value: unknown): Uint8Array {
  return value instanceof Uint8Array ? value : new Uint8Array();
}
