import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '../../hub/database/open.ts';
import type { Database } from '../../hub/database/port.ts';
import { hubPaths } from '../../main/contract/sync/wire.ts';
import { type AnswerThief, startAnswerThief } from '../support/answer-thief.ts';
import { randomFrom } from '../support/random.ts';
import { readHubDay, readHubTerminal, readSales } from '../support/records.ts';
import { Shop } from '../support/shop.ts';
import { until } from '../support/until.ts';
import { tellWorld } from '../support/world-line.ts';

const salesInOutage = 200;
const salesOnBadLine = 100;
/** A terminal that has waited long for its hub looks for it again within a minute at the latest. */
const drainTimeoutMs = 90_000;

let shop: Shop;
let line: AnswerThief;

beforeAll(async () => {
  shop = await Shop.open();
  line = await startAnswerThief(shop.world.hubUrl, randomFrom(7));
  await shop.changeSettings((settings) => ({
    ...settings,
    devices: [],
    hub: { url: line.origin },
  }));
  await shop.startTerminal();
  await shop.openTill();
  await untilSent();
}, 180_000);

afterAll(async () => {
  await shop.close();
  await line.close();
});

async function untilSent(): Promise<void> {
  const { terminal } = shop;
  await terminal.until(
    ({ status }) => status.hub.state === 'online' && status.hub.unsent === 0,
    'all is sent',
    drainTimeoutMs,
  );
}

async function setHub(isUp: boolean): Promise<void> {
  await tellWorld(shop.world, { type: 'hub', isUp });
  const health = shop.world.hubUrl + hubPaths.health;
  await until(`the hub is ${isUp ? 'up' : 'down'}`, async () => {
    const isThere = await fetch(health).then(
      (response) => response.ok,
      (error: unknown) => {
        if (error instanceof TypeError) return false;
        throw error;
      },
    );
    return isThere === isUp;
  });
}

async function sell(count: number): Promise<void> {
  const { terminal } = shop;
  for (let sold = 0; sold < count; sold += 1) {
    await terminal.must('sale.add-item', { itemId: 'demo-0001' });
    await terminal.must('pay.begin', {});
    await terminal.must('pay.cash', { tenderedMinor: 200 });
  }
}

type HubRecord = { readonly seq: number; readonly receivedAt: number };
type HubSale = { readonly seq: number; readonly receiptNumber: string };

/** What the hub's database holds, once the hub has let go of it. */
async function readHubDatabase() {
  await setHub(false);
  const database = await until('the hub has let go of its database', openHubDatabase);
  try {
    return {
      records: await database.query<HubRecord>(
        'SELECT seq, received_at AS "receivedAt" FROM journal_record ORDER BY seq',
      ),
      sales: await database.query<HubSale>(
        'SELECT seq, receipt_number AS "receiptNumber" FROM sale ORDER BY seq',
      ),
    };
  } finally {
    await database.close();
    await setHub(true);
  }
}

async function openHubDatabase(): Promise<Database | false> {
  const folder = join(shop.dataDir, 'demo', 'hub');
  try {
    return await openDatabase({ url: null, folder }, (error) => {
      throw error;
    });
  } catch (error) {
    // Its port closes a moment before its process ends.
    if (error instanceof Error && error.message.startsWith('another hub')) return false;
    throw error;
  }
}

async function expectHubHoldsAllOnceInOrder(): Promise<void> {
  const sales = readSales(shop.dataDir);
  const day = await readHubDay(shop.world, sales[0]?.businessDay ?? '');
  expect(day).toMatchObject({
    saleCount: sales.length,
    totalMinor: sales.reduce((sum, { totalMinor }) => sum + totalMinor, 0),
  });
  expect(await readHubTerminal(shop.world)).toMatchObject({
    rejectedCount: 0,
    quarantinedAt: null,
  });
  const hub = await readHubDatabase();
  expect(hub.sales.map(({ receiptNumber }) => receiptNumber)).toEqual(
    sales.map(({ receiptNumber }) => receiptNumber),
  );
  expect(hub.records.map(({ seq }) => seq)).toEqual(hub.records.map((_, index) => index + 1));
  const arrivals = hub.records.map(({ receivedAt }) => receivedAt);
  expect(arrivals).toEqual(arrivals.toSorted((a, b) => a - b));
}

it('a hub that was away for 200 sales gets all of them once and in order', {
  timeout: 240_000,
}, async () => {
  await setHub(false);
  await sell(salesInOutage);
  expect(shop.till.status.hub.unsent).toBeGreaterThanOrEqual(salesInOutage);
  await setHub(true);
  await untilSent();
  expect(readSales(shop.dataDir)).toHaveLength(salesInOutage);
  await expectHubHoldsAllOnceInOrder();
});

it('answers that are lost at random change nothing at the hub', { timeout: 240_000 }, async () => {
  await untilSent();
  const before = readSales(shop.dataDir).length;
  line.setShare(0.4);
  await sell(salesOnBadLine);
  await untilSent();
  line.setShare(0);
  expect(line.stolen()).toBeGreaterThan(0);
  expect(readSales(shop.dataDir)).toHaveLength(before + salesOnBadLine);
  await expectHubHoldsAllOnceInOrder();
});
