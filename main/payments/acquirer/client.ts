import { randomBytes } from 'node:crypto';
import type { FailureCode } from '../../contract/failure.ts';
import { limits } from '../../contract/limits.ts';
import { callHttps } from '../https-call.ts';
import { parseJson } from '../signed-reply.ts';
import type { AcquirerAccount } from './account.ts';
import type { Dialect } from './dialect.ts';
import type { Operation, RequestOf } from './protocol.ts';
import { requestHeaders, verifyAnswer } from './sign.ts';
import { fromWire, type Said, toWire } from './translate.ts';

export type Line = {
  readonly account: AcquirerAccount;
  readonly dialect: Dialect;
  readonly nowMs: () => number;
};

export type AcquirerReply =
  /** Signed by the acquirer, in answer to this request. Only this may be believed. */
  | { readonly kind: 'said'; readonly said: Said }
  /** The acquirer says in a genuine answer that our clock is wrong; by that clock nothing else counts. */
  | { readonly kind: 'clock-wrong' }
  /** The request certainly did not leave. */
  | { readonly kind: 'not-sent'; readonly detail: string }
  /** Nothing that can be believed. */
  | { readonly kind: 'doubt'; readonly code: FailureCode; readonly detail: string };

/** One signed call; it settles within the provider time-out and never rejects. */
export async function callAcquirer<Name extends Operation>(
  { account, dialect, nowMs }: Line,
  name: Name,
  request: RequestOf<Name>,
): Promise<AcquirerReply> {
  const wire = toWire(dialect, name, request);
  if (!wire) {
    return doubt('payment.not-configured', `${dialect.name} has no ${name}`);
  }
  const { method, path, body } = wire;
  const nonce = randomBytes(16).toString('hex');
  const outcome = await callHttps({
    method,
    origin: account.origin,
    path,
    body,
    timeoutMs: limits.providerTimeoutMs,
    headers: signedHeaders({ account, dialect, nowMs }, { method, path, body, nonce }),
    ...(account.ca === undefined ? {} : { ca: account.ca }),
  });
  if (outcome.kind === 'not-sent') return outcome;
  if (outcome.kind === 'no-answer') return doubt('payment.unknown-outcome', outcome.detail);

  const asked = { method, path, nonce };
  const { headers, status, body: raw } = outcome;
  const verdict = verifyAnswer(dialect.headers, headers, raw, asked, account.acquirerKey, nowMs());
  // a gateway in front of the acquirer cannot sign; what it says proves nothing
  if (verdict === 'unsigned' && (status >= 500 || status === 429)) {
    return doubt('payment.provider-error', `HTTP ${status}`);
  }
  if (verdict === 'forged' || verdict === 'unsigned') {
    return doubt('payment.signature-wrong', `HTTP ${status}: the signature does not fit`);
  }
  const said = fromWire(dialect, name, parseJson(raw.toString('utf8')));
  if (said?.code === 'clock-wrong') return { kind: 'clock-wrong' };
  if (verdict === 'stale') return doubt('payment.signature-wrong', 'signed by another clock');
  if (!said) return doubt('payment.provider-error', `HTTP ${status}: no answer in JSON`);
  if (status >= 500) return doubt('payment.provider-error', `HTTP ${status}`);
  return { kind: 'said', said };
}

/** The headers of a request; a statement's file is asked for with them too. */
export function signedHeaders(
  { account, dialect, nowMs }: Line,
  request: {
    readonly method: 'GET' | 'POST';
    readonly path: string;
    readonly body: string;
    readonly nonce: string;
  },
): Record<string, string> {
  const { method, path, nonce } = request;
  const body = Buffer.from(request.body);
  const timestampS = Math.floor(nowMs() / 1_000);
  const parts = { method, path, timestampS, nonce, body };
  return {
    accept: 'application/json',
    ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
    'user-agent': 'Saoma',
    ...requestHeaders(dialect.headers, account.merchantNumber, account.merchantKey, parts),
  };
}

function doubt(code: FailureCode, detail: string): AcquirerReply {
  return { kind: 'doubt', code, detail };
}
