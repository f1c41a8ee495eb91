import { createHash, type KeyObject, verify } from 'node:crypto';
import { parseCanonical } from './canonical-text.ts';
import type { Finding } from './finding.ts';

/** A row of the journal with its texts as the bytes that are stored: decoding would hide damage. */
export type StoredRecord = {
  readonly seq: number;
  readonly at: number;
  readonly kind: string;
  readonly body: Uint8Array;
  readonly hash: Uint8Array;
  readonly signature: Uint8Array;
};

/** What a record's text says. */
export type Statement = {
  readonly seq: number;
  readonly at: number;
  readonly kind: string;
  readonly prevHash: string;
  readonly payload: Readonly<Record<string, unknown>>;
};

/** A record read again. */
export type Reading = {
  /** SHA-256 of the stored text, lower-case hex. */
  readonly computedHash: string;
  /** The hash that is stored beside it. */
  readonly storedHash: string;
  /** Null when the text is no record's. */
  readonly statement: Statement | null;
};

export function readRecord(record: StoredRecord): Reading {
  return {
    computedHash: createHash('sha256').update(record.body).digest('hex'),
    storedHash: Buffer.from(record.hash).toString('latin1'),
    statement: parseStatement(record.body),
  };
}

const members = 'actor at clock kind payload prevHash seq';

function parseStatement(body: Uint8Array): Statement | null {
  const text = Buffer.from(body).toString('utf8');
  const value = parseCanonical(text);
  if (typeof value !== 'object' || value === null) return null;
  if (Object.keys(value).join(' ') !== members) return null;
  const { seq, at, kind, prevHash, payload, actor, clock } = value as Record<string, unknown>;
  if (typeof seq !== 'number' || typeof at !== 'number' || typeof kind !== 'string') return null;
  if (typeof actor !== 'string' || typeof clock !== 'string') return null;
  if (typeof prevHash !== 'string' || typeof payload !== 'object' || payload === null) return null;
  return { seq, at, kind, prevHash, payload: { ...payload } };
}

/** Checks one record by itself: its text, hash and signature, and the columns beside them. */
export function* checkRecord(
  record: StoredRecord,
  { computedHash, storedHash, statement }: Reading,
  publicKey: KeyObject | null,
): Generator<Finding> {
  const { seq } = record;
  const signs = (hash: string) => publicKey !== null && isSignature(record, hash, publicKey);
  if (computedHash !== storedHash) {
    yield signs(computedHash)
      ? { seq, what: 'hash', where: `is ${printable(storedHash)}, the text gives ${computedHash}` }
      : {
          seq,
          what: 'body',
          where: `the text gives ${computedHash}, not ${printable(storedHash)}`,
        };
  } else if (publicKey !== null && !signs(storedHash)) {
    yield { seq, what: 'signature', where: 'is not of this record by the terminal’s key' };
  }
  if (!statement) {
    if (computedHash === storedHash) {
      yield { seq, what: 'body', where: 'the text is not the canonical JSON of a record' };
    }
    return;
  }
  if (statement.at !== record.at) {
    yield { seq, what: 'column', where: `at is ${record.at}, the text says ${statement.at}` };
  }
  if (statement.kind !== record.kind) {
    yield { seq, what: 'column', where: `kind is ${record.kind}, the text says ${statement.kind}` };
  }
}

/** Ed25519 over the raw hash; the base64 must be the one spelling of its 64 bytes. */
export function isSignature(record: StoredRecord, hash: string, publicKey: KeyObject): boolean {
  const text = Buffer.from(record.signature).toString('latin1');
  const signature = Buffer.from(text, 'base64');
  if (signature.toString('base64') !== text || !/^[0-9a-f]{64}$/.test(hash)) return false;
  return verify(null, Buffer.from(hash, 'hex'), publicKey, signature);
}

/** Stored bytes as they may be shown on a terminal window. */
export function printable(text: string): string {
  return JSON.stringify(text.slice(0, 80));
}
