import { generateKeyPairSync } from 'node:crypto';
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JSONFilePreset } from 'lowdb/node';
import type { Context } from '../../main/commands/context.ts';
import { finishSale } from '../../main/commands/finish-sale.ts';
import { limits } from '../../main/contract/limits.ts';
import { addArticle, emptyBasket } from '../../main/domain/basket.ts';
import { openDatabase } from '../../main/store/database.ts';
import { openStore, type Store } from '../../main/store/store.ts';
import { newId } from '../../main/wiring/new-id.ts';
import { demoSettings } from '../demo/settings.ts';
import { type Figure, quantile } from './figure.ts';

const rounds = 1_000;
const lowdbSales = 300;

type Finish = Parameters<typeof finishSale>[0];

const settings = demoSettings({
  scannerPath: '',
  printerPort: 9_100,
  hubUrl: 'http://127.0.0.1:1',
  wechatOrigin: 'https://127.0.0.1:1',
  wechatFolder: '',
  wechatCaPath: '',
  pace: 'rehearsal',
});

/** S2: the durable commit of a finished sale, against one bare durable write on the same disk. */
export async function measure(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'saoma-bench-'));
  const store = openStore({
    database: openDatabase(join(folder, 'terminal.sqlite')),
    privateKey: generateKeyPairSync('ed25519').privateKey,
    timeZone: 'Asia/Shanghai',
    labelRules: [],
    now: Date.now,
    clockTrust: () => 'unchecked',
  });
  const context = prepare(store);
  const file = openSync(join(folder, 'bare'), 'w');
  const block = Buffer.alloc(4_096, 1);
  const commits: number[] = [];
  const bare: number[] = [];
  // Turn by turn, so that a disk that changes its mind changes it for both.
  for (let round = 0; round < rounds; round++) {
    commits.push(timed(() => sell(context)));
    bare.push(
      timed(() => {
        writeSync(file, block);
        fdatasyncSync(file);
      }),
    );
  }
  closeSync(file);
  const lowdb = await lowdbSale(folder);
  store.close();
  rmSync(folder, { recursive: true, force: true });
  const reference = quantile(bare, 0.5);
  const p50 = quantile(commits, 0.5);
  return [
    {
      id: 'S2',
      what: 'durable commit of a finished sale of three lines',
      unit: 'ms',
      p50,
      p99: quantile(commits, 0.99),
      reference: { what: 'write + fdatasync of 4 KiB', value: reference },
      ratio: p50 / reference,
      bar: '≤ 2.0 ×',
    },
    {
      id: 'S2 lowdb',
      what: 'the same against lowdb',
      unit: 'ms',
      p50,
      p99: quantile(commits, 0.99),
      reference: { what: `lowdb, not durable, after ${lowdbSales} sales`, value: lowdb },
      ratio: p50 / lowdb,
      bar: '–',
    },
  ];
}

function timed(work: () => void): number {
  const from = performance.now();
  work();
  return performance.now() - from;
}

function prepare(store: Store): Finish {
  store.record({
    kind: 'shift.opened',
    actor: 'bench',
    payload: {
      shiftId: newId(),
      businessDay: '2026-11-23',
      openedAt: Date.now(),
      staffId: 'bench',
      floatMinor: 0,
    },
  });
  const counter: Context['counter'] = { nudgePrinter() {}, openDrawer() {}, testPrint() {} };
  return {
    store,
    settings,
    counter,
    now: Date.now,
    newId,
    afterCommit() {},
    sound() {},
    staff: { id: 'bench', name: 'bench', role: 'cashier' },
  };
}

function threeLines() {
  let basket = emptyBasket(newId(), Date.now());
  for (const price of [350, 1_280, 99]) {
    const added = addArticle(
      basket,
      {
        lineId: newId(),
        article: {
          itemId: newId(),
          code: '6901234567892',
          name: { 'zh-CN': '可口可乐 330ml', en: 'Coca-Cola 330 ml' },
          unit: '瓶',
          soldBy: 'count',
          picture: null,
          priceMinor: price,
          taxRateBasisPoints: 1_300,
        },
      },
      limits,
    );
    if (!added.ok) throw new Error(added.code);
    basket = added.value;
  }
  const tender = { kind: 'cash', provider: null, attemptId: null } as const;
  const amounts = { amountMinor: 1_729, tenderedMinor: 2_000 };
  return { ...basket, tenders: [{ id: newId(), ...tender, ...amounts }] };
}

function sell(context: Finish): void {
  const basket = threeLines();
  context.store.transaction(() =>
    finishSale(context, basket, { changeMinor: 271, roundingMinor: 0 }),
  );
}

async function lowdbSale(folder: string): Promise<number> {
  const db = await JSONFilePreset<{ sales: unknown[] }>(join(folder, 'lowdb.json'), { sales: [] });
  const times: number[] = [];
  for (let sale = 0; sale < lowdbSales; sale++) {
    const from = performance.now();
    db.data.sales.push(threeLines());
    await db.write();
    times.push(performance.now() - from);
  }
  return quantile(times.slice(-50), 0.5);
}
