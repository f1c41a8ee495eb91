import { signRequest } from '../../main/contract/sync/request-signature.ts';
import { signatureHeaders } from '../../main/contract/sync/wire.ts';
import { enrolTerminal } from '../../main/sync/enrol.ts';
import { createHubClient, type HubClient } from '../../main/sync/hub-client.ts';
import { systemClock } from '../../main/sync/system-clock.ts';
import type { TestHub } from './test-hub.ts';
import { createTestJournal, type TestJournal } from './test-journal.ts';

export type TestTerminal = {
  readonly terminalId: string;
  readonly journal: TestJournal;
  readonly client: HubClient;
  /** A signed request, each part of which may be spoilt. */
  send(request: RawRequest): Promise<{ status: number; code: string | null; body: unknown }>;
};

export type RawRequest = {
  readonly path: string;
  readonly method?: 'GET' | 'POST';
  readonly body?: string | Buffer;
  readonly timestamp?: number;
  readonly nonce?: string;
  /** Sent instead of what was signed. */
  readonly spoilt?: { body?: string; path?: string; terminalId?: string; signature?: string };
  readonly headers?: Record<string, string>;
};

let lastNonce = 0;

/** A terminal enrolled at `hub` over HTTP. */
export async function enrolTestTerminal(
  hub: TestHub,
  journal = createTestJournal(),
): Promise<TestTerminal> {
  const { privateKey } = journal;
  const enrolled = await enrolTerminal({
    origin: hub.origin,
    code: await hub.newCode(),
    terminalName: '1号收银台',
    privateKey,
    clock: systemClock,
  });
  if (!enrolled.ok) throw new Error(enrolled.error.message);
  const { terminalId } = enrolled.value;
  const client = createHubClient({
    origin: hub.origin,
    terminalId,
    privateKey,
    clock: systemClock,
  });

  async function send(request: RawRequest) {
    const { path, method = 'POST', body = '', spoilt = {} } = request;
    const timestamp = String(request.timestamp ?? Date.now());
    const nonce = request.nonce ?? `nonce-of-the-test-${++lastNonce}`;
    const signed = { method, path, timestamp, nonce, body: Buffer.from(body) };
    const response = await fetch(hub.origin + (spoilt.path ?? path), {
      method,
      headers: {
        ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
        ...request.headers,
        [signatureHeaders.terminal]: spoilt.terminalId ?? terminalId,
        [signatureHeaders.time]: timestamp,
        [signatureHeaders.nonce]: nonce,
        [signatureHeaders.signature]: spoilt.signature ?? signRequest(signed, privateKey),
      },
      ...(method === 'POST' ? { body: spoilt.body ?? new Uint8Array(Buffer.from(body)) } : {}),
    });
    const answer: unknown = await response.json();
    return { status: response.status, code: codeOf(answer), body: answer };
  }

  return { terminalId, journal, client, send };
}

function codeOf(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null || !('error' in answer)) return null;
  const { error } = answer;
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return String(error.code);
}
