import type { KeyObject } from 'node:crypto';
import * as v from 'valibot';
import { type ChainHead, checkRecord, hashOf } from '../main/contract/sync/chain.ts';
import {
  firstPrevHash,
  type JournalBody,
  type JournalRecord,
  journalBodySchema,
} from '../main/contract/sync/record.ts';
import { isStorable } from './storable-text.ts';

export type AcceptedRecord = { readonly record: JournalRecord; readonly body: JournalBody };

export type BatchFault =
  | { readonly code: 'gap' | 'chain'; readonly message: string }
  /** Genuine, but not of the chain that is stored: a restored backup or a copied disk. */
  | { readonly code: 'fork'; readonly message: string; readonly record: JournalRecord };

export type ExaminedBatch = {
  /** What extends the chain, up to the first fault. */
  readonly accepted: readonly AcceptedRecord[];
  readonly head: ChainHead;
  readonly fault: BatchFault | null;
};

/**
 * Reads a batch against what is stored. Records that are stored already are passed over.
 * @param storedHashes hashes of the stored records in the batch's range, by number.
 */
export function examineBatch(
  records: readonly JournalRecord[],
  storedHead: ChainHead,
  storedHashes: ReadonlyMap<number, string>,
  publicKey: KeyObject,
): ExaminedBatch {
  const accepted: AcceptedRecord[] = [];
  const hashes = new Map(storedHashes);
  let head = storedHead;
  for (const record of records) {
    if (record.seq <= head.seq && isSame(record, hashes.get(record.seq))) continue;
    const examined = examineRecord(record, head, publicKey);
    if ('fault' in examined) return { accepted, head, fault: examined.fault };
    accepted.push({ record, body: examined.body });
    hashes.set(record.seq, record.hash);
    head = { seq: record.seq, hash: record.hash };
  }
  return { accepted, head, fault: null };
}

function isSame(record: JournalRecord, storedHash: string | undefined): boolean {
  return record.hash === storedHash && hashOf(record.body) === storedHash;
}

function examineRecord(
  record: JournalRecord,
  head: ChainHead,
  publicKey: KeyObject,
): { readonly body: JournalBody } | { readonly fault: BatchFault } {
  const { seq } = record;
  if (!isStorable(record.body)) return chainFault(seq, 'body');
  if (seq > head.seq + 1) return { fault: { code: 'gap', message: `${seq} after ${head.seq}` } };
  const checked = checkRecord(record, head, publicKey);
  if (checked.fault === null) {
    return isStorable(checked.body.kind) ? { body: checked.body } : chainFault(seq, 'body');
  }
  if (checked.fault !== 'gap' && checked.fault !== 'link') return chainFault(seq, checked.fault);
  const ownFault = faultWithin(record, publicKey);
  if (ownFault !== null) return chainFault(seq, ownFault);
  return { fault: { code: 'fork', message: `another record ${seq} is stored`, record } };
}

/** Checks a record by itself, as if the one before were what it says it is. */
function faultWithin(record: JournalRecord, publicKey: KeyObject): string | null {
  const before = record.seq - 1;
  const unlinked = checkRecord(record, { seq: before, hash: firstPrevHash }, publicKey);
  if (unlinked.fault !== 'link') return unlinked.fault;
  const { prevHash } = v.parse(journalBodySchema, JSON.parse(record.body));
  return checkRecord(record, { seq: before, hash: prevHash }, publicKey).fault;
}

function chainFault(seq: number, what: string): { readonly fault: BatchFault } {
  return { fault: { code: 'chain', message: `record ${seq}: ${what}` } };
}
