import { type KeyObject, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import * as v from 'valibot';
import { limits } from '../contract/limits.ts';
import type { JournalRecord } from '../contract/sync/record.ts';
import { signRequest } from '../contract/sync/request-signature.ts';
import {
  type CataloguePage,
  cataloguePage,
  type EnrolAnswer,
  type EnrolRequest,
  enrolAnswer,
  type HubErrorCode,
  hubError,
  hubPaths,
  type IngestAnswer,
  ingestAnswer,
  signatureHeaders,
} from '../contract/sync/wire.ts';
import { readAnswer } from './hub-answer.ts';
import type { SyncClock } from './port.ts';

const compress = promisify(gzip);
const compressFromBytes = 1_024;

/** What came of asking the hub. */
export type HubReply<Answer> =
  | { readonly kind: 'answered'; readonly answer: Answer; readonly hubTime: number }
  | {
      readonly kind: 'refused';
      readonly code: HubErrorCode;
      readonly hubTime: number;
      /** With `gap`, `fork` and `chain`: how far the hub is. */
      readonly acknowledgedSeq: number | null;
    }
  /** No answer, or none that a hub gives: nothing is known of what it did. */
  | { readonly kind: 'unanswered'; readonly reason: string };

export type HubConnection = {
  /** As `parseHubUrl` gives it. */
  readonly origin: string;
  readonly terminalId: string;
  readonly privateKey: KeyObject;
  readonly clock: SyncClock;
};

export type HubClient = {
  ingest(records: readonly JournalRecord[], signal?: AbortSignal): Promise<HubReply<IngestAnswer>>;
  catalogue(
    cursor: string | null,
    limit: number,
    signal?: AbortSignal,
  ): Promise<HubReply<CataloguePage>>;
  enrol(request: EnrolRequest): Promise<HubReply<EnrolAnswer>>;
};

type AnswerSchema = v.GenericSchema<unknown, { readonly hubTime: number }>;

type Call = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
};

/** Speaks to one hub as one terminal: signs, compresses, gives up after `limits.syncTimeoutMs`. */
export function createHubClient(connection: HubConnection): HubClient {
  let clockOffsetMs = 0;

  /**
   * A till whose clock is wrong must still bring its sales in. When the hub says that the time stamp
   * is off, the next one is made by the hub's clock; the records keep the terminal's own time.
   */
  async function ask<Schema extends AnswerSchema>(
    schema: Schema,
    call: Call,
  ): Promise<HubReply<v.InferOutput<Schema>>> {
    const reply = await askOnce(schema, call, connection, connection.clock.now() + clockOffsetMs);
    if (reply.kind !== 'refused' || reply.code !== 'clock-skew') return reply;
    clockOffsetMs = reply.hubTime - connection.clock.now();
    return await askOnce(schema, call, connection, reply.hubTime);
  }

  return {
    ingest: (records, signal) =>
      ask(ingestAnswer, { method: 'POST', path: hubPaths.journal, body: { records }, signal }),
    catalogue: (cursor, limit, signal) => {
      const query = new URLSearchParams({
        ...(cursor === null ? {} : { cursor }),
        limit: `${limit}`,
      });
      return ask(cataloguePage, { method: 'GET', path: `${hubPaths.catalogue}?${query}`, signal });
    },
    enrol: (request) => ask(enrolAnswer, { method: 'POST', path: hubPaths.enrol, body: request }),
  };
}

async function askOnce<Schema extends AnswerSchema>(
  schema: Schema,
  call: Call,
  connection: HubConnection,
  timestampMs: number,
): Promise<HubReply<v.InferOutput<Schema>>> {
  const { bytes, headers } = await encodeBody(call.body);
  const signed = {
    method: call.method,
    path: call.path,
    timestamp: String(timestampMs),
    nonce: randomBytes(16).toString('base64url'),
    body: bytes,
  };
  const timeout = new AbortController();
  const cancelTimeout = connection.clock.after(limits.syncTimeoutMs, () => timeout.abort());
  const answer = await readAnswer(connection.origin + call.path, {
    method: call.method,
    headers: {
      ...headers,
      [signatureHeaders.terminal]: connection.terminalId,
      [signatureHeaders.time]: signed.timestamp,
      [signatureHeaders.nonce]: signed.nonce,
      [signatureHeaders.signature]: signRequest(signed, connection.privateKey),
    },
    ...(call.method === 'GET' ? {} : { body: bytes }),
    redirect: 'error',
    signal: call.signal ? AbortSignal.any([timeout.signal, call.signal]) : timeout.signal,
  });
  cancelTimeout();
  if ('reason' in answer) return { kind: 'unanswered', reason: answer.reason };
  return understand(schema, answer.value);
}

function understand<Schema extends AnswerSchema>(
  schema: Schema,
  value: unknown,
): HubReply<v.InferOutput<Schema>> {
  const refusal = v.safeParse(hubError, value);
  if (refusal.success) {
    const { error, hubTime, acknowledgedSeq } = refusal.output;
    return { kind: 'refused', code: error.code, hubTime, acknowledgedSeq: acknowledgedSeq ?? null };
  }
  const answer = v.safeParse(schema, value);
  if (!answer.success) return { kind: 'unanswered', reason: 'not a hub' };
  return { kind: 'answered', answer: answer.output, hubTime: answer.output.hubTime };
}

async function encodeBody(
  body: unknown,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; headers: Record<string, string> }> {
  if (body === undefined) return { bytes: new Uint8Array(), headers: {} };
  const plain = new TextEncoder().encode(JSON.stringify(body));
  const headers = { 'content-type': 'application/json' };
  if (plain.byteLength < compressFromBytes) return { bytes: plain, headers };
  const bytes = new Uint8Array(await compress(plain));
  return { bytes, headers: { ...headers, 'content-encoding': 'gzip' } };
}
