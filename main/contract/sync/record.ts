import * as v from 'valibot';

/**
 * One fact in a terminal's journal, as it is hashed, stored and sent.
 *
 * `body` is the frozen text that was hashed: canonical JSON (keys sorted, no spaces) of
 * `{seq, at, clock, actor, kind, payload, prevHash}`. It is never built again from its parts.
 */
export const journalRecordSchema = v.strictObject({
  /** 1 for a terminal's first record, then without a gap. */
  seq: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  body: v.pipe(v.string(), v.maxLength(256 * 1024)),
  /** SHA-256 over the UTF-8 bytes of `body`, lower-case hex. */
  hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  /** Ed25519 over the 32 raw bytes of `hash`, base64. */
  signature: v.pipe(v.string(), v.maxLength(88)),
});

export type JournalRecord = v.InferOutput<typeof journalRecordSchema>;

/** How far the terminal's clock may be trusted when the record was made. */
export const clockTrusts = ['trusted', 'unchecked', 'doubtful'] as const;

export const journalBodySchema = v.strictObject({
  seq: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  /** UTC milliseconds. */
  at: v.pipe(v.number(), v.safeInteger()),
  clock: v.picklist(clockTrusts),
  /** A staff id, or `terminal` for what no person did. */
  actor: v.string(),
  /** A past-tense event name, such as `sale.completed`. */
  kind: v.string(),
  payload: v.record(v.string(), v.unknown()),
  /** `hash` of the record before; 64 zeros for the first. */
  prevHash: v.string(),
});

export type JournalBody = v.InferOutput<typeof journalBodySchema>;

export const firstPrevHash = '0'.repeat(64);
