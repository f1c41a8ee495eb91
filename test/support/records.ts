import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { StoreDay, TerminalState } from '../../hub/reports.ts';
import { hubPaths } from '../../main/contract/sync/wire.ts';
import type { CompletedSale } from '../../main/domain/sale.ts';
import { callHttps } from '../../main/payments/https-call.ts';
import type { WorldPlaces } from '../demo/start-world.ts';
import type { Ledger } from '../simulators/wechat/orders.ts';
import { caPath } from '../simulators/wechat/server.ts';

// What each party wrote down, asked of that party itself.

/** The payloads of one kind in a terminal's journal, in order. */
export function readJournal(dataDir: string, kind: string): unknown[] {
  const database = new DatabaseSync(join(dataDir, 'terminal.sqlite'), { readOnly: true });
  try {
    return database
      .prepare('SELECT body FROM journal WHERE kind = ? ORDER BY seq')
      .all(kind)
      .map(({ body }) => JSON.parse(String(body)).payload);
  } finally {
    database.close();
  }
}

export function readSales(dataDir: string): CompletedSale[] {
  return readJournal(dataDir, 'sale.completed') as CompletedSale[];
}

/** The hub's report of a business day; null when it has no sale of that day. */
export async function readHubDay(
  { hubUrl, adminToken }: WorldPlaces,
  businessDay: string,
): Promise<StoreDay | null> {
  const path = `${hubPaths.dayReport}?businessDay=${businessDay}`;
  const { stores } = (await askHub(hubUrl + path, adminToken)) as { stores: StoreDay[] };
  return stores[0] ?? null;
}

export async function readHubTerminal({
  hubUrl,
  adminToken,
}: WorldPlaces): Promise<TerminalState | null> {
  const { terminals } = (await askHub(hubUrl + hubPaths.terminals, adminToken)) as {
    terminals: TerminalState[];
  };
  return terminals[0] ?? null;
}

async function askHub(url: string, adminToken: string): Promise<unknown> {
  const response = await fetch(url, { headers: { authorization: `Bearer ${adminToken}` } });
  if (!response.ok) throw new Error(`${url}: HTTP ${response.status}`);
  return await response.json();
}

/** The books of the WeChat simulator. */
export async function readLedger(wechatOrigin: string): Promise<Ledger> {
  const outcome = await callHttps({
    method: 'GET',
    origin: wechatOrigin,
    path: '/simulator/ledger',
    headers: {},
    body: '',
    ca: readFileSync(caPath, 'utf8'),
    timeoutMs: 10_000,
  });
  if (outcome.kind !== 'answer') throw new Error(`the simulator's ledger: ${outcome.detail}`);
  return JSON.parse(outcome.body.toString());
}
