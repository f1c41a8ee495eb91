import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { usualEmbeddedRules } from '../../main/domain/barcode/embedded-rule.ts';
import { writeEmbedded } from '../../main/domain/barcode/read-code.ts';
import { readHubDay, readSales } from '../support/records.ts';
import { Shop } from '../support/shop.ts';
import { until } from '../support/until.ts';
import { scan, tellWorld } from '../support/world-line.ts';

/** Mineral water, 2.00 yuan: an item of the demo catalogue. */
const water = '6901234567892';
const cashier = { staffId: 'staff-lin', pin: '1111' };
const manager = { staffId: 'staff-chen', pin: '2222' };

let shop: Shop;

beforeAll(async () => {
  shop = await Shop.open();
  await shop.startTerminal();
  await shop.untilReady();
}, 180_000);

afterAll(() => shop.close());

/** Rings up one bottle, takes ten yuan and waits for the paper. @returns the finished sale. */
async function sellWater(until: 'printed' | 'done' = 'printed') {
  await shop.scanItem(water);
  await shop.terminal.must('pay.begin', {});
  await shop.terminal.must('pay.cash', { tenderedMinor: 1_000 });
  const { done } = await shop.terminal.until(
    (till) => till.done !== null && (until === 'done' || till.done.printing === 'printed'),
    `the sale is ${until}`,
    30_000,
  );
  if (!done) throw new Error('nothing is done');
  return done;
}

const papersOf = (receiptNumber: string) =>
  shop.papers().filter((paper) => paper.receiptNumber === receiptNumber);

describe('before anybody is signed in', () => {
  it('a scan is ignored, and a card says so', async () => {
    await scan(shop.world, water);
    const till = await shop.terminal.until(({ notices }) => notices.length > 0, 'a card is there');
    expect(till.screen).toBe('sign-in');
    expect(till.basket).toBeNull();
    expect(till.notices.map(({ code }) => code)).toEqual(['scan-ignored']);
  });
});

describe('at an open till', () => {
  beforeAll(async () => {
    await shop.openTill(cashier);
  });

  beforeEach(async () => {
    for (const { id } of shop.till.notices) {
      await shop.terminal.must('notice.dismiss', { noticeId: id });
    }
    if (shop.till.basket) await shop.terminal.must('sale.cancel', {});
    await shop.terminal.must('sale.next', {});
  });

  it('a scanned cash sale ends on paper, in the journal and at the hub', async () => {
    const { saleId, receiptNumber, changeMinor } = await sellWater();
    expect(changeMinor).toBe(800);
    const [paper, ...more] = papersOf(receiptNumber);
    expect(more).toEqual([]);
    expect(paper).toMatchObject({ totalMinor: 200, isCopy: false, isCut: true });
    expect(paper?.text).toContain('矿泉水 550ml');
    const sale = readSales(shop.dataDir).find((each) => each.saleId === saleId);
    expect(sale).toMatchObject({ receiptNumber, totalMinor: 200, changeMinor: 800 });
    await shop.terminal.until(({ status }) => status.hub.unsent === 0, 'all is sent');
    const day = await readHubDay(shop.world, sale?.businessDay ?? '');
    expect(day).toMatchObject({ saleCount: readSales(shop.dataDir).length });
  });

  it('a double tap on the pay button pays once', async () => {
    await shop.scanItem(water);
    await shop.terminal.must('pay.begin', {});
    const before = readSales(shop.dataDir).length;
    const commandId = randomUUID();
    const replies = await Promise.all([
      shop.terminal.command('pay.cash', { tenderedMinor: 500 }, commandId),
      shop.terminal.command('pay.cash', { tenderedMinor: 500 }, commandId),
    ]);
    expect(replies[0].ok).toBe(true);
    expect(replies[1]).toEqual(replies[0]);
    expect(readSales(shop.dataDir)).toHaveLength(before + 1);
  });

  it('a weighed label brings its weight and its price with it', async () => {
    const [byWeight] = usualEmbeddedRules;
    if (!byWeight) throw new Error('there is no rule for weight labels');
    // Fuji apples, item 2100001, 11.80 yuan a kilogram
    await shop.scanItem(writeEmbedded('00001', 1_250, byWeight));
    expect(shop.till.basket?.lines).toMatchObject([
      { soldBy: 'weight', quantityMilli: 1_250, unitPriceMinor: 1_180, amountMinor: 1_475 },
    ]);
  });

  it('a code that nobody knows is said to be unknown, and the basket stays as it is', async () => {
    await shop.scanItem(water);
    await scan(shop.world, '4006381333931');
    const till = await shop.terminal.until(({ notices }) => notices.length > 0, 'a card is there');
    expect(till.notices).toMatchObject([
      { code: 'item-not-found', data: { code: '4006381333931' } },
    ]);
    expect(till.basket?.lines).toHaveLength(1);
  });

  it('a cashier cannot approve the override that the cashier asks for', async () => {
    await shop.scanItem(water);
    const override = { lineId: shop.till.basket?.lines[0]?.id ?? '', unitPriceMinor: 150 };
    const own = { ...cashier, reason: '打折' };
    const refused = await shop.terminal.command('sale.override-price', {
      ...override,
      approval: own,
    });
    expect(refused).toMatchObject({ ok: false, error: { code: 'policy.needs-supervisor' } });
    expect(shop.till.basket?.totals.totalMinor).toBe(200);
    const approval = { ...manager, reason: '打折' };
    await shop.terminal.must('sale.override-price', { ...override, approval });
    expect(shop.till.basket?.totals.totalMinor).toBe(150);
  });

  it('a suspended sale lets the next customer pass and comes back as it was', async () => {
    await shop.scanItem(water);
    const saleId = shop.till.basket?.saleId ?? '';
    await shop.terminal.must('sale.suspend', {});
    await sellWater();
    await shop.terminal.must('sale.next', {});
    await shop.terminal.must('sale.resume', { saleId });
    expect(shop.till.basket).toMatchObject({ saleId, dueMinor: 200 });
    expect(shop.till.suspended).toEqual([]);
  });

  it('an open basket is there again after kill -9', async () => {
    await shop.scanItem(water);
    await shop.scanItem(water);
    const before = shop.till.basket;
    await shop.terminal.kill();
    await shop.startTerminal();
    expect(shop.till.staff?.id).toBe(cashier.staffId);
    expect(shop.till.basket).toEqual(before);
    await shop.untilReady();
  });

  it('a receipt printed again is marked as a copy', async () => {
    const { saleId, receiptNumber } = await sellWater();
    await shop.terminal.must('receipt.reprint', { saleId });
    await until('the copy is printed', () => papersOf(receiptNumber).length === 2);
    expect(papersOf(receiptNumber).map(({ isCopy }) => isCopy)).toEqual([false, true]);
    expect(papersOf(receiptNumber)[1]?.text).toContain('副本 COPY');
  });

  it('a receipt waits while the paper is out, and comes out once when there is paper again', async () => {
    await shop.terminal.must('demo.printer', { state: 'paper-out' });
    await shop.terminal.until(
      ({ status }) => status.printer.reason === 'device.paper-out',
      'the printer says so',
    );
    const { receiptNumber } = await sellWater('done');
    await shop.terminal.until(
      ({ notices }) => notices.some(({ code }) => code === 'receipt-waiting'),
      'a card says that it waits',
    );
    expect(papersOf(receiptNumber)).toEqual([]);
    await shop.terminal.must('demo.printer', { state: 'ready' });
    await shop.terminal.until(({ done }) => done?.printing === 'printed', 'it is printed', 30_000);
    expect(papersOf(receiptNumber)).toMatchObject([{ isCopy: false, isCut: true }]);
    expect(shop.till.notices).toEqual([]);
  });

  it('a receipt torn by its cable is not printed again by itself, and by hand only as a copy', async () => {
    await tellWorld(shop.world, { type: 'tear', bytes: 700 });
    const { saleId, receiptNumber } = await sellWater('done');
    const till = await shop.terminal.until(
      ({ notices }) => notices.some(({ code }) => code === 'receipt-interrupted'),
      'a card says that it stopped in the middle',
      30_000,
    );
    expect(till.done?.printing).toBe('interrupted');
    expect(till.notices).toMatchObject([{ action: { kind: 'reprint', value: saleId } }]);
    await shop.untilReady();
    // The next paper proves that nothing was waiting before it.
    await shop.terminal.must('sale.next', {});
    await sellWater();
    expect(papersOf(receiptNumber).map(({ isCut }) => isCut)).toEqual([false]);
    await shop.terminal.must('receipt.reprint', { saleId });
    await until('the copy is printed', () => papersOf(receiptNumber).length === 2);
    expect(papersOf(receiptNumber)[1]).toMatchObject({ isCopy: true, isCut: true });
  });

  it('leaving the hub and emptying the terminal are refused while anything is unsent', async () => {
    await shop.terminal.must('demo.network', { isOnline: false });
    await sellWater();
    await shop.terminal.must('access.sign-in', manager);
    const approval = { ...manager, reason: '换店' };
    for (const name of ['terminal.sign-out', 'terminal.reset'] as const) {
      const reply = await shop.terminal.command(name, { approval });
      expect(reply).toMatchObject({ ok: false, error: { code: 'queue.unsent' } });
    }
    await shop.terminal.must('demo.network', { isOnline: true });
    await shop.terminal.until(({ status }) => status.hub.unsent === 0, 'all is sent', 30_000);
  });
});
