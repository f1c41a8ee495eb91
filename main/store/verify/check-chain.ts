import type { KeyObject } from 'node:crypto';
import type { Finding } from './finding.ts';
import { parsePublicKey } from './public-key.ts';
import {
  checkRecord,
  isSignature,
  printable,
  type Reading,
  readRecord,
  type Statement,
  type StoredRecord,
} from './stored-record.ts';

/** What was read, for the verdict and for the checks of the end. */
export type Chain = {
  readonly records: number;
  readonly lastSeq: number;
  readonly lastHash: string;
  /** UTC milliseconds; null when there is no record. */
  readonly firstAt: number | null;
  readonly lastAt: number | null;
  readonly keyFrom: 'caller' | 'first record' | 'nowhere';
};

export type ChainParts = {
  /** The journal's rows, by rising number. */
  readonly records: Iterable<StoredRecord>;
  /** The hash that stands at a number. */
  hashAt(seq: number): string | null;
  readonly publicKey: KeyObject | null;
  /** Looks at what an intact record means. */
  onStatement(statement: Statement): Iterable<Finding>;
};

const noRecord = '0'.repeat(64);

/** Reads the journal from its first record to its last and names every record that is not right. */
export function* checkChain(parts: ChainParts): Generator<Finding, Chain> {
  let publicKey = parts.publicKey;
  let keyFrom: Chain['keyFrom'] = publicKey ? 'caller' : 'nowhere';
  let [records, lastSeq, lastHash] = [0, 0, noRecord];
  let [firstAt, lastAt]: [number | null, number | null] = [null, null];
  /** The hashes that may stand in the next record's link; null after a place that is wrong itself. */
  let before: readonly string[] | null = [noRecord];

  for (const record of parts.records) {
    const reading = readRecord(record);
    if (record.seq !== lastSeq + 1) {
      yield* missing(lastSeq + 1, record.seq - 1);
      before = null;
    }
    if (records === 0) {
      const own = ownKey(record, reading);
      yield* checkKey(own, publicKey);
      if (!publicKey && own) [publicKey, keyFrom] = [own, 'first record'];
    }
    yield* checkRecord(record, reading, publicKey);
    const isInPlace: boolean = yield* checkPlace(record, reading, before, parts.hashAt);
    if (isInPlace && reading.statement) yield* parts.onStatement(reading.statement);
    before = isInPlace ? [reading.storedHash, reading.computedHash] : null;
    records += 1;
    [lastSeq, lastHash] = [record.seq, reading.storedHash];
    firstAt ??= record.at;
    lastAt = record.at;
  }
  return { records, lastSeq, lastHash, firstAt, lastAt, keyFrom };
}

function* missing(from: number, to: number): Generator<Finding> {
  const where = from === to ? 'is not there' : `and those up to ${to} are not there`;
  yield { seq: from, what: 'missing', where };
}

/** @returns whether the record stands where it says it does. */
function* checkPlace(
  { seq }: StoredRecord,
  { statement, computedHash }: Reading,
  before: readonly string[] | null,
  hashAt: ChainParts['hashAt'],
): Generator<Finding, boolean> {
  if (!statement) return true;
  if (statement.seq !== seq) {
    yield hashAt(statement.seq) === computedHash
      ? { seq, what: 'repeated', where: `is record ${statement.seq} once more` }
      : { seq, what: 'misplaced', where: `the text is that of record ${statement.seq}` };
    return false;
  }
  if (before && !before.includes(statement.prevHash)) {
    const found = printable(statement.prevHash);
    yield { seq, what: 'link', where: `names ${found} as the record before, not ${before[0]}` };
  }
  return true;
}

/** The key that a terminal's first record announces, unless that record was changed and denies it. */
function ownKey(record: StoredRecord, reading: Reading): KeyObject | null {
  const { computedHash, storedHash, statement } = reading;
  if (record.seq !== 1 || statement?.kind !== 'terminal.created') return null;
  const { publicKey } = statement.payload;
  const key = typeof publicKey === 'string' ? parsePublicKey(publicKey) : null;
  if (!key || computedHash === storedHash) return key;
  const isSigned = [computedHash, storedHash].some((hash) => isSignature(record, hash, key));
  return isSigned ? key : null;
}

function* checkKey(own: KeyObject | null, expected: KeyObject | null): Generator<Finding> {
  if (!own && !expected) {
    const where = 'announces no key: signatures are not checked, give --public-key';
    yield { seq: 1, what: 'key', where };
  }
  if (own && expected && !own.equals(expected)) {
    yield { seq: 1, what: 'key', where: 'announces another key than the one given' };
  }
}
