import { spawn } from 'node:child_process';
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkJournal } from '../../../main/store/verify/check-journal.ts';
import { openReadOnly } from '../../../main/store/verify/open-read-only.ts';
import { newTill, type Till } from './fixture/till.ts';

let till: Till;

beforeEach(() => {
  till = newTill();
});

afterEach(() => till.clear());

/** Lets a till sell until it has said so many lines, kills it there, and gives back all it said. */
async function sellAndKill(keyPath: string, lines: number): Promise<string[]> {
  const program = fileURLToPath(import.meta.resolve('./fixture/sell-for-ever.ts'));
  const child = spawn(process.execPath, [program, till.path, keyPath], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line);
    if (said.length === lines) child.kill('SIGKILL');
  }
  expect(await ended).toEqual([null, 'SIGKILL']);
  return said;
}

it('a till that is killed while it sells has every sale and the basket it had said', async () => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const publicKey = createPublicKey(privateKey);
  const keyPath = join(till.folder, 'key.pem');
  writeFileSync(keyPath, privateKey.export({ format: 'pem', type: 'pkcs8' }));

  const sold: string[] = [];
  // killed behind a sale, behind each of a basket's steps, and after a while
  for (const lines of [4, 5, 6, 61]) {
    const said = await sellAndKill(keyPath, lines);
    sold.push(...said.filter((line) => line.startsWith('sold')));

    const database = openReadOnly(till.path);
    expect([...checkJournal(database, { publicKey, head: null })]).toEqual([]);
    database.close();

    const store = till.open();
    for (const line of sold) {
      const number = line.split(' ')[1];
      expect(store.sales.get(`sale-${number}`)?.sale.totalMinor, line).toBe(1_050);
      expect(store.printJobs.latestOf(`sale-${number}`)?.state, line).toBe('queued');
    }
    expect(stepOf(store.openSales.current()?.basket)).toBeGreaterThanOrEqual(lastStep(said));
    store.close();
  }
  expect(new Set(sold).size).toBe(sold.length);
});

type Found = {
  readonly saleId: string;
  readonly lines: readonly { readonly quantityMilli: number }[];
};

/** How far a till has come: a sale has three baskets and its end. Without a basket it was between sales. */
function stepOf(basket: Found | undefined): number {
  if (!basket) return Number.POSITIVE_INFINITY;
  return stepNumber(Number(basket.saleId.slice(5)), (basket.lines[0]?.quantityMilli ?? 0) / 1_000);
}

function lastStep(said: readonly string[]): number {
  const [, number, bottles] = said.at(-1)?.split(' ') ?? [];
  return stepNumber(Number(number), Number(bottles ?? 4));
}

function stepNumber(sale: number, bottles: number): number {
  return sale * 4 + bottles;
}
