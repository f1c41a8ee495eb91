import type { KeyObject } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import * as v from 'valibot';
import { isSignedBy } from '../../main/contract/sync/request-signature.ts';
import { signatureHeaders, terminalIdHeader, wireLimits } from '../../main/contract/sync/wire.ts';
import type { HubParts } from '../parts.ts';
import { readPublicKey } from '../public-key.ts';
import { Refusal } from '../refusal.ts';
import { findTerminal, rememberNonce, type Terminal } from '../terminals.ts';
import { parse, sentBytes } from './request-body.ts';

const headersSchema = v.object({
  [signatureHeaders.terminal]: terminalIdHeader,
  [signatureHeaders.time]: v.pipe(v.string(), v.regex(/^\d{1,15}$/)),
  [signatureHeaders.nonce]: v.pipe(v.string(), v.regex(/^[\w-]{16,64}$/)),
  [signatureHeaders.signature]: v.pipe(v.string(), v.base64(), v.length(88)),
});

export type SignedTerminal = { readonly terminal: Terminal; readonly publicKey: KeyObject };

/**
 * Finds out which terminal speaks. It is the only one whose journal the request can touch.
 * @throws Refusal `malformed`, `unauthorised`, `clock-skew`, `replay` or `too-many`.
 */
export async function authenticate(
  parts: HubParts,
  request: FastifyRequest,
): Promise<SignedTerminal> {
  const headers = parse(headersSchema, request.headers);
  const terminal = await findTerminal(parts.database, headers[signatureHeaders.terminal]);
  const publicKey = terminal && readPublicKey(terminal.publicKey);
  if (!terminal || !publicKey) throw new Refusal('unauthorised', 'terminal or signature');
  requireSignature(request, publicKey, parts.now());
  const nonce = headers[signatureHeaders.nonce];
  const outcome = await rememberNonce(parts.database, terminal.terminalId, nonce, parts.now());
  if (outcome === 'seen') throw new Refusal('replay', 'nonce');
  if (outcome === 'full') throw new Refusal('too-many', 'nonces');
  return { terminal, publicKey };
}

/** @throws Refusal `malformed`, `unauthorised` or `clock-skew`. */
export function requireSignature(request: FastifyRequest, publicKey: KeyObject, now: number): void {
  const headers = parse(headersSchema, request.headers);
  const timestamp = headers[signatureHeaders.time];
  const signed = {
    method: request.method,
    path: request.url,
    timestamp,
    nonce: headers[signatureHeaders.nonce],
    body: sentBytes(request),
  };
  if (!isSignedBy(signed, headers[signatureHeaders.signature], publicKey)) {
    throw new Refusal('unauthorised', 'terminal or signature');
  }
  if (Math.abs(Number(timestamp) - now) > wireLimits.clockSkewMs) {
    throw new Refusal('clock-skew', 'time stamp');
  }
}
