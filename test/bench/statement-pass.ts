import { generateKeyPairSync } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { localDay } from '../../main/domain/business-day.ts';
import { readStatement } from '../../main/reconcile/reading.ts';
import { openDatabase } from '../../main/store/database.ts';
import { openStore } from '../../main/store/store.ts';
import { day, statementKinds, terminal, timeZone } from './statement-kinds.ts';

/**
 * Goes through one statement in a process of its own, and says in one line what it took:
 * `statement-pass.ts KIND read|reconcile STATEMENT DATABASE`.
 */
const [kind = '', mode = '', path = '', databasePath = ''] = process.argv.slice(2);
const port = statementKinds[kind];
if (!port) throw new Error(`no kind ${kind}`);

const store = openStore({
  database: openDatabase(databasePath),
  privateKey: generateKeyPairSync('ed25519').privateKey,
  timeZone,
  labelRules: [],
  now: Date.now,
  clockTrust: () => 'unchecked',
});

async function reconcile(): Promise<{ rows: number; differences: number }> {
  const { result } = await readStatement({
    store,
    statement: { accountId: kind, day },
    rows: port?.read(path) ?? none(),
    timeZone,
    terminal,
    staticAccounts: [],
    confirm: () => ({ ok: true, value: undefined }),
    onRows: () => undefined,
    signal: new AbortController().signal,
  });
  return result;
}

/** The reference: every row is read, and nothing is done with it. */
async function read(): Promise<{ rows: number; differences: number }> {
  let rows = 0;
  for await (const row of port?.read(path) ?? none()) if (row.amountMinor > 0) rows += 1;
  return { rows, differences: 0 };
}

async function* none() {}

// A terminal that sells has made its formatters of dates long ago.
localDay(Date.now(), timeZone);
const rssBefore = process.memoryUsage.rss();
let rssMost = rssBefore;
// What this thread itself computes in one turn: other processes on the machine do not count.
let cpu = process.threadCpuUsage();
let turnMostMs = 0;
const watch = setInterval(() => {
  rssMost = Math.max(rssMost, process.memoryUsage.rss());
  const { user, system } = process.threadCpuUsage(cpu);
  turnMostMs = Math.max(turnMostMs, (user + system) / 1_000);
  cpu = process.threadCpuUsage();
}, 1);
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const from = performance.now();
const { rows, differences } = mode === 'reconcile' ? await reconcile() : await read();
const ms = performance.now() - from;
delay.disable();
clearInterval(watch);
store.close();
console.log(
  JSON.stringify({
    rows,
    differences,
    ms,
    rssGrowthBytes: rssMost - rssBefore,
    turnMostMs,
    blockedMs: delay.max / 1e6,
  }),
);
