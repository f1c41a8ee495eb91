import * as v from 'valibot';
import { limits } from '../limits.ts';
import { id, timestamp } from '../values.ts';
import { catalogueCategory, catalogueItem } from './catalogue.ts';
import { journalRecordSchema } from './record.ts';

/** What a terminal and a hub say to each other over HTTPS: JSON both ways, requests signed. */

export const hubPaths = {
  enrol: '/v1/enrol',
  journal: '/v1/journal',
  catalogue: '/v1/catalogue',
  dayReport: '/v1/reports/day',
  terminals: '/v1/terminals',
  health: '/healthz',
  ready: '/readyz',
} as const;

export const wireLimits = {
  /** A request body as it travels, compressed or not. */
  bodyBytes: 1024 * 1024,
  /** The same body after gzip is undone. Text in JSON in JSON at most doubles a batch. */
  inflatedBytes: 4 * limits.batchBytes,
  /** What a terminal reads of an answer before it gives up. */
  answerBytes: 8 * 1024 * 1024,
  /** Remembered per terminal for as long as a time stamp is believed. */
  nonces: 5_000,
  /** How far a request's time stamp may be from the hub's time, either way. */
  clockSkewMs: limits.clockSkewMs,
} as const;

/** Headers of a signed request; see `request-signature.ts` for what is signed. */
export const signatureHeaders = {
  terminal: 'x-saoma-terminal',
  time: 'x-saoma-time',
  nonce: 'x-saoma-nonce',
  signature: 'x-saoma-signature',
} as const;

export const terminalIdHeader = id;

/** The terminal named by a request that enrols one: it has no id yet, and proves its new key. */
export const unenrolledTerminalId = 'new';

const seq = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

export const enrolRequest = v.strictObject({
  /** The one-time code a manager reads out; letters and digits. */
  code: v.pipe(v.string(), v.regex(/^[0-9A-Za-z-]{6,64}$/)),
  /** Ed25519 public key, SPKI DER, base64. */
  publicKey: v.pipe(v.string(), v.base64(), v.maxLength(120)),
  terminalName: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80)),
});
export type EnrolRequest = v.InferOutput<typeof enrolRequest>;

export const enrolAnswer = v.object({ terminalId: id, storeId: id, hubTime: timestamp });
export type EnrolAnswer = v.InferOutput<typeof enrolAnswer>;

/** Records in order; none at all asks how far the hub is. */
export const ingestRequest = v.strictObject({
  records: v.pipe(v.array(journalRecordSchema), v.maxLength(limits.batchRecords)),
});

export const ingestAnswer = v.object({ acknowledgedSeq: seq, hubTime: timestamp });
export type IngestAnswer = v.InferOutput<typeof ingestAnswer>;

/** Query of the catalogue path. A missing cursor begins at the beginning. */
export const catalogueQuery = v.strictObject({
  cursor: v.optional(v.pipe(v.string(), v.regex(/^\d{1,15}$/))),
  limit: v.pipe(
    v.string(),
    v.regex(/^\d{1,4}$/),
    v.transform(Number),
    v.minValue(1),
    v.maxValue(limits.catalogueBatchItems),
  ),
});

/** Changes after a cursor, oldest first; to be applied whole, together with the new cursor. */
export const cataloguePage = v.object({
  items: v.array(catalogueItem),
  categories: v.array(catalogueCategory),
  /** Ids of items that are no more. */
  deletedIds: v.array(id),
  deletedCategoryIds: v.array(id),
  cursor: v.string(),
  /** False: ask again at once with the new cursor. */
  isLast: v.boolean(),
  /** Names the state that the last page reaches. */
  version: v.string(),
  hubTime: timestamp,
});
export type CataloguePage = v.InferOutput<typeof cataloguePage>;

export const healthAnswer = v.object({ status: v.picklist(['ok', 'unready']), hubTime: timestamp });
export type HealthAnswer = v.InferOutput<typeof healthAnswer>;

export const hubErrorCodes = [
  'malformed', // the body, query or headers do not parse
  'too-large',
  'not-found',
  'unauthorised', // no such terminal, wrong signature, wrong token
  'clock-skew', // the time stamp is too far from the hub's time, which the answer gives
  'replay', // this nonce was seen
  'too-many', // more requests than nonces are remembered
  'enrolment', // code unknown, used or expired
  'gap', // the first record does not follow what the hub has
  'fork', // the terminal's chain is not the one the hub has
  'chain', // a record does not match its own hash, form or signature
  'cursor', // the hub never gave this cursor
  'internal',
] as const;
export type HubErrorCode = (typeof hubErrorCodes)[number];

/** Every answer that is not 2xx. */
export const hubError = v.object({
  error: v.object({ code: v.picklist(hubErrorCodes), message: v.string() }),
  hubTime: timestamp,
  /** With `gap`, `fork` and `chain`: how far the hub is. */
  acknowledgedSeq: v.optional(seq),
});
export type HubError = v.InferOutput<typeof hubError>;
