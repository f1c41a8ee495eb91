import type { KeyObject } from 'node:crypto';
import type { ChainHead } from '../main/contract/sync/chain.ts';
import type { JournalRecord } from '../main/contract/sync/record.ts';
import { type BatchFault, examineBatch } from './batch.ts';
import type { Database, Queryable } from './database/port.ts';
import { keepAccepted, quarantine } from './journal-rows.ts';
import type { Terminal } from './terminals.ts';

export type IngestOutcome = {
  /** The newest record of this terminal that is stored, all before it included. */
  readonly acknowledgedSeq: number;
  readonly fault: BatchFault | null;
};

/**
 * Stores what extends the terminal's chain, with its projections, in one transaction. The lock on the
 * terminal's head puts batches of one terminal in a row, whatever number of hub processes they reach;
 * sending the same batch again changes nothing.
 */
export function ingest(
  database: Database,
  terminal: Terminal,
  publicKey: KeyObject,
  records: readonly JournalRecord[],
  now: number,
): Promise<IngestOutcome> {
  return database.transaction(async (transaction) => {
    const storedHead = await lockHead(transaction, terminal);
    const storedHashes = await readHashes(transaction, terminal, records, storedHead.seq);
    const { accepted, head, fault } = examineBatch(records, storedHead, storedHashes, publicKey);
    await keepAccepted(transaction, terminal, accepted, now);
    if (fault?.code === 'fork') await quarantine(transaction, terminal, fault.record, now);
    await moveHead(transaction, terminal, head, now);
    return { acknowledgedSeq: head.seq, fault };
  });
}

async function lockHead(transaction: Queryable, terminal: Terminal): Promise<ChainHead> {
  const [head] = await transaction.query<ChainHead>(
    `SELECT head_seq AS seq, head_hash AS hash FROM terminal
      WHERE organisation_id = $1 AND id = $2 FOR UPDATE`,
    [terminal.organisationId, terminal.terminalId],
  );
  if (!head) throw new Error(`terminal ${terminal.terminalId} is gone`);
  return head;
}

async function readHashes(
  transaction: Queryable,
  terminal: Terminal,
  records: readonly JournalRecord[],
  storedSeq: number,
): Promise<Map<number, string>> {
  const stored = records.map((record) => record.seq).filter((seq) => seq <= storedSeq);
  if (stored.length === 0) return new Map();
  const rows = await transaction.query<{ seq: number; hash: string }>(
    `SELECT seq, hash FROM journal_record
      WHERE organisation_id = $1 AND terminal_id = $2
        AND seq IN (SELECT jsonb_array_elements_text($3::jsonb)::bigint)`,
    [terminal.organisationId, terminal.terminalId, JSON.stringify(stored)],
  );
  return new Map(rows.map((row) => [row.seq, row.hash]));
}

async function moveHead(
  transaction: Queryable,
  terminal: Terminal,
  head: ChainHead,
  now: number,
): Promise<void> {
  await transaction.query(
    `UPDATE terminal SET head_seq = $3, head_hash = $4, last_seen_at = $5
      WHERE organisation_id = $1 AND id = $2`,
    [terminal.organisationId, terminal.terminalId, head.seq, head.hash, now],
  );
}
