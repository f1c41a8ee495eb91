import { wireLimits } from '../main/contract/sync/wire.ts';
import type { Queryable } from './database/port.ts';

/** A terminal as the hub knows it. */
export type Terminal = {
  readonly organisationId: string;
  readonly storeId: string;
  readonly terminalId: string;
  /** Ed25519, SPKI DER, base64. */
  readonly publicKey: string;
};

export async function findTerminal(
  database: Queryable,
  terminalId: string,
): Promise<Terminal | null> {
  const [terminal] = await database.query<Terminal>(
    `SELECT organisation_id AS "organisationId", store_id AS "storeId", id AS "terminalId",
            public_key AS "publicKey"
       FROM terminal WHERE id = $1`,
    [terminalId],
  );
  return terminal ?? null;
}

export type NonceOutcome = 'new' | 'seen' | 'full';

/**
 * Remembers a request's nonce for as long as its time stamp would be believed. It is kept in the
 * database, so that a request replayed to another hub process is known there too.
 */
export async function rememberNonce(
  database: Queryable,
  terminalId: string,
  nonce: string,
  now: number,
): Promise<NonceOutcome> {
  await database.query('DELETE FROM request_nonce WHERE terminal_id = $1 AND seen_at < $2', [
    terminalId,
    now - 2 * wireLimits.clockSkewMs,
  ]);
  const [added] = await database.query(
    `INSERT INTO request_nonce (terminal_id, nonce, seen_at)
     SELECT $1, $2, $3::bigint
      WHERE (SELECT count(*) FROM request_nonce WHERE terminal_id = $1) < $4::bigint
     ON CONFLICT DO NOTHING RETURNING nonce`,
    [terminalId, nonce, now, wireLimits.nonces],
  );
  if (added) return 'new';
  const [known] = await database.query(
    'SELECT nonce FROM request_nonce WHERE terminal_id = $1 AND nonce = $2',
    [terminalId, nonce],
  );
  return known ? 'seen' : 'full';
}
