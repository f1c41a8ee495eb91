import type { LineShown } from '../../../main/contract/snapshots.ts';
import type { Shop } from '../../support/shop.ts';
import type { PlannedSale, Twist } from './plan.ts';

const manager = { staffId: 'staff-chen', pin: '2222', reason: '包装破损' };

/** Scans a customer's goods and plays what happens to the basket before it is paid. */
export async function ringUp(shop: Shop, { codes, twist }: PlannedSale): Promise<void> {
  const [first] = codes;
  if (twist === 'cancelled-before' && first !== undefined) {
    await shop.scanItem(first);
    await shop.terminal.must('sale.cancel', {});
    await shop.terminal.until(({ basket }) => basket === null, 'the cancelled basket is gone');
  }
  if (twist === 'line-removed' && first !== undefined) {
    await shop.scanItem(first);
    const lineId = shop.till.basket?.lastLineId ?? '';
    await shop.terminal.must('sale.remove-line', { lineId });
  }
  for (const code of codes) await shop.scanItem(code);
  await play(shop, twist);
}

async function play(shop: Shop, twist: Twist): Promise<void> {
  const { terminal } = shop;
  const line = firstCounted(shop);
  switch (twist) {
    case 'none':
    case 'cancelled-before':
    case 'line-removed':
      return;
    case 'quantity':
      await terminal.must('sale.set-quantity', { lineId: line.id, quantityMilli: 3_000 });
      return;
    case 'line-discount':
      await terminal.must('sale.discount-line', {
        lineId: line.id,
        discount: { kind: 'percent', basisPoints: 1_250 },
      });
      return;
    case 'sale-discount':
      await terminal.must('sale.discount', {
        discount: { kind: 'amount', amountMinor: Math.ceil(line.amountMinor / 7) },
      });
      return;
    case 'price-override':
      await terminal.must('sale.override-price', {
        lineId: line.id,
        unitPriceMinor: Math.max(1, line.unitPriceMinor - 33),
        approval: manager,
      });
      return;
    case 'suspended':
      await suspendAndResume(shop);
      return;
    default:
      twist satisfies never;
  }
}

/** The first scan of every planned basket is a package, so there always is one. */
function firstCounted({ till }: Shop): LineShown {
  const line = till.basket?.lines.find(({ soldBy }) => soldBy === 'count');
  if (!line) throw new Error('nothing is in the basket');
  return line;
}

async function suspendAndResume({ terminal, till }: Shop): Promise<void> {
  const saleId = till.basket?.saleId ?? '';
  await terminal.must('sale.suspend', {});
  await terminal.until(({ suspended }) => suspended.length === 1, 'the sale is suspended');
  await terminal.must('sale.resume', { saleId });
  await terminal.until(({ basket }) => basket?.saleId === saleId, 'the sale is resumed');
}
