import { createHash } from 'node:crypto';
import { firstPrevHash } from '../main/contract/sync/record.ts';
import type { EnrolRequest } from '../main/contract/sync/wire.ts';
import type { Database, Queryable } from './database/port.ts';
import type { StorePlace } from './organisations.ts';
import { Refusal } from './refusal.ts';
import { isStorable } from './storable-text.ts';

/**
 * Lets whoever knows `code` enrol one terminal in a store. Only the code's hash is kept.
 * Asking again with a code that exists changes nothing.
 */
export async function allowEnrolment(
  database: Queryable,
  place: StorePlace,
  code: string,
  expiresAt: number,
): Promise<void> {
  await database.query(
    `INSERT INTO enrolment_code (code_hash, organisation_id, store_id, expires_at)
     VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
    [hashOfCode(code), place.organisationId, place.storeId, expiresAt],
  );
}

type CodeRow = {
  readonly organisationId: string;
  readonly storeId: string;
  readonly expiresAt: number;
  readonly terminalId: string | null;
};

/**
 * Spends a one-time code on a terminal. The same key asking again with the code it spent is told the
 * same: its first answer may have been lost on the way.
 * @throws Refusal `enrolment`.
 */
export function enrol(
  database: Database,
  request: EnrolRequest,
  parts: { readonly now: number; readonly newId: () => string },
): Promise<{ terminalId: string; storeId: string }> {
  return database.transaction(async (transaction) => {
    const codeHash = hashOfCode(request.code);
    const [code] = await transaction.query<CodeRow>(
      `SELECT organisation_id AS "organisationId", store_id AS "storeId",
              expires_at AS "expiresAt", terminal_id AS "terminalId"
         FROM enrolment_code WHERE code_hash = $1 FOR UPDATE`,
      [codeHash],
    );
    if (!code) throw new Refusal('enrolment', 'code unknown');
    const { terminalId, storeId } = code;
    if (terminalId !== null) {
      await requireSameKey(transaction, terminalId, request.publicKey);
      return { terminalId, storeId };
    }
    if (code.expiresAt <= parts.now) throw new Refusal('enrolment', 'code expired');
    const newTerminalId = parts.newId();
    await addTerminal(transaction, code, newTerminalId, request, parts.now);
    await transaction.query(
      'UPDATE enrolment_code SET used_at = $2, terminal_id = $3 WHERE code_hash = $1',
      [codeHash, parts.now, newTerminalId],
    );
    return { terminalId: newTerminalId, storeId };
  });
}

async function requireSameKey(
  transaction: Queryable,
  terminalId: string,
  publicKey: string,
): Promise<void> {
  const [same] = await transaction.query(
    'SELECT id FROM terminal WHERE id = $1 AND public_key = $2',
    [terminalId, publicKey],
  );
  if (!same) throw new Refusal('enrolment', 'code used');
}

async function addTerminal(
  transaction: Queryable,
  place: StorePlace,
  terminalId: string,
  request: EnrolRequest,
  now: number,
): Promise<void> {
  if (!isStorable(request.terminalName)) throw new Refusal('malformed', 'name');
  const [added] = await transaction.query(
    `INSERT INTO terminal
       (organisation_id, store_id, id, name, public_key, enrolled_at, head_hash)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (public_key) DO NOTHING RETURNING id`,
    [
      place.organisationId,
      place.storeId,
      terminalId,
      request.terminalName,
      request.publicKey,
      now,
      firstPrevHash,
    ],
  );
  if (!added) throw new Refusal('enrolment', 'key already enrolled');
}

/** People read codes aloud: case and dashes do not count. */
function hashOfCode(code: string): string {
  return createHash('sha256').update(code.toUpperCase().replaceAll('-', '')).digest('hex');
}
