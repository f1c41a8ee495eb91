import { createHash, type KeyObject, sign, verify } from 'node:crypto';
import * as v from 'valibot';
import { canonicalJson } from './canonical.ts';
import {
  firstPrevHash,
  type JournalBody,
  type JournalRecord,
  journalBodySchema,
} from './record.ts';

/** SHA-256 of the frozen text, lower-case hex. */
export function hashOf(body: string): string {
  return createHash('sha256').update(body, 'utf8').digest('hex');
}

/** Freezes, hashes and signs one fact. The hash and the signature are made once, here. */
export function sealRecord(fact: JournalBody, privateKey: KeyObject): JournalRecord {
  const body = canonicalJson(fact);
  const hash = hashOf(body);
  const signature = sign(null, Buffer.from(hash, 'hex'), privateKey).toString('base64');
  return { seq: fact.seq, body, hash, signature };
}

export type ChainHead = { readonly seq: number; readonly hash: string };

export const chainStart: ChainHead = { seq: 0, hash: firstPrevHash };

export type ChainFault = 'gap' | 'hash' | 'link' | 'signature' | 'body';

/**
 * Checks that `record` follows `head`: its number, its text against its hash, its link and its signature.
 * @returns the parsed body, or the first fault found.
 */
export function checkRecord(
  record: JournalRecord,
  head: ChainHead,
  publicKey: KeyObject,
): { readonly fault: ChainFault } | { readonly fault: null; readonly body: JournalBody } {
  if (record.seq !== head.seq + 1) return { fault: 'gap' };
  if (hashOf(record.body) !== record.hash) return { fault: 'hash' };
  const body = parseBody(record.body);
  if (!body || body.seq !== record.seq) return { fault: 'body' };
  if (body.prevHash !== head.hash) return { fault: 'link' };
  const signature = Buffer.from(record.signature, 'base64');
  if (!verify(null, Buffer.from(record.hash, 'hex'), publicKey, signature)) {
    return { fault: 'signature' };
  }
  return { fault: null, body };
}

function parseBody(text: string): JournalBody | null {
  try {
    const parsed = v.safeParse(journalBodySchema, JSON.parse(text));
    return parsed.success ? parsed.output : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
