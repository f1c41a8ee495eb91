import { type ChildProcess, spawn } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openDatabase } from '../../main/store/database.ts';
import { openJournal } from '../../main/store/journal.ts';
import { machineCipher, openSecrets } from '../../main/store/secrets.ts';
import { secretNames } from '../../main/wiring/secret-names.ts';
import { openLonelyShop } from '../drills/lonely-shop.ts';
import { TerminalClient } from '../support/terminal-client.ts';
import { type Figure, quantile } from './figure.ts';
import { addItems } from './shop.ts';

const items = 100_000;
const records = 1_000_000;
const starts = 7;

/** S5: from the start of the process until the sale screen takes a code, in a shop that has traded for years. */
export async function measure(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'saoma-bench-'));
  const empty = join(folder, 'empty');
  const full = join(folder, 'full');
  await makeShop(empty);
  cpSync(empty, full, { recursive: true });
  addItems(full, items);
  fillJournal(full, records);
  const samples = { full: [] as number[], empty: [] as number[], host: [] as number[] };
  // Turn by turn: a machine that slows down slows all three.
  for (let start = 0; start < starts; start++) {
    samples.host.push(await startOnce('host-alone.ts', empty));
    samples.empty.push(await startOnce('till-alone.ts', empty));
    samples.full.push(await startOnce('till-alone.ts', full));
  }
  rmSync(folder, { recursive: true, force: true });
  const [fullMs, emptyMs, hostMs] = [samples.full, samples.empty, samples.host].map((times) =>
    quantile(times, 0.5),
  );
  if (fullMs === undefined || emptyMs === undefined || hostMs === undefined) {
    throw new RangeError('nothing was measured');
  }
  const shared = { unit: 'ms', p50: fullMs, p99: quantile(samples.full, 0.99) };
  return [
    {
      id: 'S5',
      what: `process start → takes a code, ${items} items, ${records} records`,
      ...shared,
      reference: { what: 'the host alone, an empty page', value: hostMs },
      ratio: fullMs / hostMs,
      bar: '≤ 1.5 ×',
    },
    {
      id: 'S5 empty',
      what: 'the same against an empty store',
      ...shared,
      reference: { what: 'the demo goods and no sale', value: emptyMs },
      ratio: fullMs / emptyMs,
      bar: '≤ 1.1 ×',
    },
  ];
}

/** A shop with its shift open, as it stands in the morning after a power cut. */
async function makeShop(dataDir: string): Promise<void> {
  await openLonelyShop(dataDir, null);
  const terminal = await TerminalClient.start(dataDir, null);
  await terminal.must('access.sign-in', { staffId: 'staff-lin', pin: '1111' });
  await terminal.must('shift.open', { floatMinor: 10_000 });
  await terminal.stop();
}

/** Records of a sale's size, chained and signed like real ones. */
function fillJournal(dataDir: string, count: number): void {
  const secrets = openSecrets(
    join(dataDir, 'secrets'),
    machineCipher(join(dataDir, 'machine-secret')),
  );
  const key = createPrivateKey(secrets.get(secretNames.terminalKey) ?? '');
  const database = openDatabase(join(dataDir, 'terminal.sqlite'));
  const journal = openJournal(database, key);
  const lines = Array.from({ length: 3 }, (_, line) => ({
    id: `0190-bench-line-${line}`,
    itemId: `bench-${line}`,
    name: { 'zh-CN': '可口可乐 330ml' },
    quantityMilli: 1_000,
    unitPriceMinor: 350,
  }));
  const perTransaction = 20_000;
  for (let from = 0; from < count; from += perTransaction) {
    database.exec('BEGIN IMMEDIATE');
    for (let at = from; at < Math.min(count, from + perTransaction); at++) {
      const payload = { saleId: `bench-${at}`, totalMinor: 1_050, lines };
      journal.append({ at, clock: 'unchecked', actor: 'bench', kind: 'bench.record', payload });
    }
    database.exec('COMMIT');
  }
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
}

/** Runs a program until its first line, which it prints when it is there. */
async function startOnce(script: string, dataDir: string): Promise<number> {
  const path = new URL(script, import.meta.url).pathname;
  const from = performance.now();
  const child = spawn(process.execPath, [path, dataDir], { stdio: ['pipe', 'pipe', 'inherit'] });
  await firstLine(child);
  const time = performance.now() - from;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.stdin.end();
  await ended;
  return time;
}

function firstLine(child: ChildProcess): Promise<string> {
  const { stdout } = child;
  if (!stdout) throw new Error('the program has no output to read');
  return new Promise((resolve, reject) => {
    createInterface({ input: stdout }).once('line', resolve);
    child.once('exit', (code) => reject(new Error(`it ended with ${code}`)));
  });
}
