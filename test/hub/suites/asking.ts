import type { Database } from '../../../hub/database/port.ts';
import { type TestHub, testAdminToken } from '../test-hub.ts';

/** Numbers of the records that are stored of a terminal, in order. */
export async function storedSeqs(database: Database, terminalId: string): Promise<number[]> {
  const rows = await database.query<{ seq: number }>(
    'SELECT seq FROM journal_record WHERE terminal_id = $1 ORDER BY seq',
    [terminalId],
  );
  return rows.map(({ seq }) => seq);
}

export function asAdmin(hub: TestHub, path: string, token = testAdminToken): Promise<Response> {
  return fetch(hub.origin + path, { headers: { authorization: `Bearer ${token}` } });
}
