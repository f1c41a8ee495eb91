import { execFile } from 'node:child_process';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { openDatabase } from '../../main/store/database.ts';
import { openStore } from '../../main/store/store.ts';
import type { Figure } from './figure.ts';
import { type Ours, statementKinds, timeZone } from './statement-kinds.ts';

const rows = 1_000_000;
const pass = fileURLToPath(new URL('./statement-pass.ts', import.meta.url));

const passSchema = v.object({
  rows: v.literal(rows),
  differences: v.number(),
  ms: v.number(),
  rssGrowthBytes: v.number(),
  turnMostMs: v.number(),
  blockedMs: v.number(),
});
type Pass = v.InferOutput<typeof passSchema>;

/**
 * A day's statement of a million rows of each kind, compared with the books of a terminal that took
 * three thousand of them, against reading the same file and doing nothing.
 */
export async function measure(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const kind of Object.keys(statementKinds)) figures.push(...(await measureKind(kind)));
  return figures;
}

async function measureKind(kind: string): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'saoma-bench-'));
  try {
    const statement = join(folder, 'statement');
    const database = join(folder, 'terminal.sqlite');
    const ours: Ours[] = [];
    await statementKinds[kind]?.write(statement, rows, (one) => ours.push(one));
    keepBooks(database, kind, ours);
    const read = await run([kind, 'read', statement, database]);
    const reconciled = await run([kind, 'reconcile', statement, database]);
    if (reconciled.differences > 0) throw new Error(`${kind}: ${reconciled.differences} differ`);
    return figuresOf(kind, reconciled, read);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function figuresOf(kind: string, ours: Pass, reference: Pass): Figure[] {
  const figure = (
    name: string,
    what: string,
    unit: string,
    value: (pass: Pass) => readonly [number, number],
    bar: string,
  ): Figure => {
    const [p50, p99] = value(ours);
    const [held] = value(reference);
    return {
      id: `statements ${kind} ${name}`,
      what: `${what}, ${rows} rows (${kind})`,
      unit,
      p50,
      p99,
      reference: { what: 'the same file, only read', value: held },
      ratio: p50 / held,
      bar,
    };
  };
  const twice = (value: number) => [value, value] as const;
  return [
    figure('rate', 'rows compared', 'rows/s', ({ ms }) => twice((rows * 1_000) / ms), '–'),
    figure(
      'memory',
      'growth of the process',
      'MB',
      ({ rssGrowthBytes }) => twice(rssGrowthBytes / 1e6),
      '≤ 100 MB',
    ),
    figure(
      'loop',
      'longest turn of the event loop (of its own, and by the clock)',
      'ms',
      ({ turnMostMs, blockedMs }) => [turnMostMs, blockedMs],
      '≤ 16 ms of its own',
    ),
  ];
}

async function run(args: readonly string[]): Promise<Pass> {
  const { stdout } = await promisify(execFile)(process.execPath, [pass, ...args]);
  return v.parse(passSchema, JSON.parse(stdout));
}

/** Every row that is this terminal's is a payment in its books. */
function keepBooks(path: string, accountId: string, ours: readonly Ours[]): void {
  const store = openStore({
    database: openDatabase(path),
    privateKey: generateKeyPairSync('ed25519').privateKey,
    timeZone,
    labelRules: [],
    now: Date.now,
    clockTrust: () => 'unchecked',
  });
  store.transaction(() => {
    for (const { orderNumber, amountMinor, at } of ours) {
      store.attempts.keep({
        id: randomUUID(),
        saleId: randomUUID(),
        provider: 'wechat',
        accountId,
        way: 'presented',
        orderNumber,
        amountMinor,
        currency: 'CNY',
        codeHint: '0000',
        state: 'paid',
        createdAt: at,
        sentAt: at,
        changedAt: at,
        isWaiting: false,
        isLastAskOut: false,
        queries: 0,
        reversals: 0,
      });
    }
  });
  store.close();
}
