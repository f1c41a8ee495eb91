import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { type Result, refuse, succeed } from '../contract/failure.ts';
import { unenrolledTerminalId } from '../contract/sync/wire.ts';
import { createHubClient } from './hub-client.ts';
import type { SyncClock } from './port.ts';

/** A new Ed25519 key for a terminal; its owner keeps it before the hub hears of it. */
export function createTerminalKey(): KeyObject {
  return generateKeyPairSync('ed25519').privateKey;
}

/** SPKI DER, base64. */
export function publicKeyOf(privateKey: KeyObject): string {
  return createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).toString('base64');
}

export type Enrolment = {
  /** As `parseHubUrl` gives it. */
  readonly origin: string;
  readonly code: string;
  readonly terminalName: string;
  readonly privateKey: KeyObject;
  readonly clock: SyncClock;
};

/**
 * Spends a one-time code on this terminal's key. After no answer it may be called again with the
 * same key: the hub then says what it said before.
 * @returns refusal `enrolment.refused`, or `net.unreachable`.
 */
export async function enrolTerminal(
  enrolment: Enrolment,
): Promise<Result<{ readonly terminalId: string; readonly storeId: string }>> {
  const { origin, code, terminalName, privateKey, clock } = enrolment;
  const client = createHubClient({ origin, terminalId: unenrolledTerminalId, privateKey, clock });
  const publicKey = publicKeyOf(privateKey);
  const reply = await client.enrol({ code: code.trim(), publicKey, terminalName });
  switch (reply.kind) {
    case 'answered':
      return succeed({ terminalId: reply.answer.terminalId, storeId: reply.answer.storeId });
    case 'refused':
      return refuse('enrolment.refused', reply.code);
    case 'unanswered':
      return {
        ok: false,
        error: { code: 'net.unreachable', message: reply.reason, retry: 'now' },
      };
  }
}
