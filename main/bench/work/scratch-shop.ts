import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addArticle, emptyBasket } from '../../domain/basket.ts';
import { price } from '../../domain/pricing.ts';
import { type CompletedSale, completeSale } from '../../domain/sale.ts';
import { openDatabase } from '../../store/database.ts';
import { openStore, type Store } from '../../store/store.ts';

const businessDay = '2026-01-01';
const rules = { pricesIncludeTax: true, taxRounding: 'document' } as const;
const basketLimits = { linesPerSale: 10, quantityMilli: 9_999_000 } as const;

/** A shop in a folder of its own for a drill: the real store, a key of its own, nobody's money. */
export type ScratchShop = {
  readonly store: Store;
  readonly path: string;
  /** Commits a finished sale with its projections and its print job. @throws PosError as the disk says. */
  sell(number: number): void;
  isSold(number: number): boolean;
};

export function databasePath(folder: string): string {
  return join(folder, 'drill.sqlite');
}

export function openScratchShop(folder: string): ScratchShop {
  const path = databasePath(folder);
  const privateKey = keyIn(folder);
  const store = openStore({
    database: openDatabase(path),
    privateKey,
    timeZone: 'UTC',
    labelRules: [],
    now: Date.now,
    clockTrust: () => 'unchecked',
  });
  if (store.journal.head().seq === 0) {
    // A journal begins with its key, so that the verifier needs nothing else.
    const der = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
    const publicKey = der.toString('base64');
    store.record({ kind: 'terminal.created', actor: 'drill', payload: { publicKey } });
  }
  if (!store.sales.openShift()) {
    const payload = {
      shiftId: 'drill',
      businessDay,
      openedAt: Date.now(),
      staffId: 'drill',
      floatMinor: 0,
    };
    store.record({ kind: 'shift.opened', actor: 'drill', payload });
  }
  return {
    store,
    path,
    sell(number) {
      const sale = drillSale(number);
      store.transaction(() => {
        const seq = store.record({ kind: 'sale.completed', actor: 'drill', payload: sale });
        const job = { jobId: `job-${number}`, saleId: sale.saleId, seq, isCopy: false };
        store.printJobs.add({ ...job, createdAt: sale.completedAt });
      });
    },
    isSold: (number) => store.sales.get(`drill-${number}`) !== null,
  };
}

function keyIn(folder: string): KeyObject {
  const path = join(folder, 'drill-key.pem');
  if (existsSync(path)) return createPrivateKey(readFileSync(path));
  const { privateKey } = generateKeyPairSync('ed25519');
  writeFileSync(path, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 });
  return privateKey;
}

function drillSale(number: number): CompletedSale {
  const saleId = `drill-${number}`;
  const at = Date.now();
  const addition = {
    lineId: 'line-1',
    article: {
      itemId: 'drill',
      code: null,
      name: { 'zh-CN': 'drill' },
      unit: 'pc',
      soldBy: 'count',
      picture: null,
      priceMinor: 100,
      taxRateBasisPoints: 0,
    },
  } as const;
  const added = addArticle(emptyBasket(saleId, at), addition, basketLimits);
  if (!added.ok) throw new Error(added.code);
  const pricing = price(added.value, rules);
  const amountMinor = pricing.totalMinor;
  const cash = { kind: 'cash', provider: null, attemptId: null, amountMinor } as const;
  const tenders = [{ id: `${saleId}-cash`, ...cash, tenderedMinor: amountMinor }];
  return completeSale({ ...added.value, tenders }, pricing, {
    receiptNumber: `drill-${number}`,
    terminalNumber: '0',
    storeId: 'drill',
    shiftId: 'drill',
    businessDay,
    staffId: 'drill',
    staffName: 'drill',
    currency: 'CNY',
    completedAt: at,
    pricesIncludeTax: true,
    roundingMinor: 0,
    changeMinor: 0,
  });
}
