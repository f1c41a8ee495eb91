import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readWechatBill } from '../../../main/payments/wechat/bill.ts';
import { type BillRow, makeRows, writeWechatBill } from '../../simulators/wechat/bill.ts';
import { mchid } from '../../simulators/wechat/keys.ts';
import { heapBytes } from '../../support/heap.ts';
import { newTill, type Till } from '../store/fixture/till.ts';
import { attempt, day, reconcile, told } from './ledger.ts';

let till: Till;
beforeEach(() => {
  till = newTill();
});
afterEach(() => till.clear());

const count = 50_000;
/** This terminal's own 2,500 rows with what they say; the text of the file is 15 MB. */
const heapGrowthMax = 6 * 1024 * 1024;

/** Each twentieth row is this terminal's; none of those is given back. */
function* dealt(hear: (row: BillRow) => void): Generator<BillRow> {
  let nth = 0;
  for (const row of makeRows({ count, day })) {
    const isOurs = nth % 20 === 0;
    if (isOurs) hear(row);
    yield { ...row, terminal: isOurs ? 'T001' : 'T002' };
    nth += 1;
  }
}

describe('a long statement', () => {
  it('is read in memory that does not grow with it, and keeps none of it alive', async () => {
    const store = till.open();
    const path = join(till.folder, 'bill.csv.gz');
    const ours: BillRow[] = [];
    await writeWechatBill(
      path,
      dealt((row) => ours.push(row)),
    );
    store.transaction(() => {
      for (const { orderNumber, amountMinor, at } of ours) {
        store.attempts.keep(attempt(orderNumber, { orderNumber, amountMinor, sentAt: at }));
      }
    });
    const before = heapBytes();
    let most = 0;
    let turns = 0;
    const { result } = await reconcile(store, readWechatBill(path, mchid), {
      onRows(rowsRead) {
        turns += 1;
        if (turns % 20 === 0 || rowsRead === count) most = Math.max(most, heapBytes() - before);
      },
    });
    expect(result).toMatchObject({ rows: count, matched: { count: ours.length } });
    expect(result.elsewhere.count).toBe(count - ours.length);
    expect(told(store)).toEqual([]);
    expect(most).toBeLessThan(heapGrowthMax);
    // the till had its turn in between, again and again
    expect(turns).toBeGreaterThan(20);
  });
});
