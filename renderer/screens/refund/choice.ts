import type { RefundShown } from '../../../main/contract/payments/snapshot.ts';
import type { QueryInput } from '../../../main/contract/queries.ts';

export type RefundLine = RefundShown['lines'][number];
export type RefundWay = 'lines' | 'amount' | 'all';

/** How much of each line comes back, in thousandths; a line that is not in it stays. */
export type Chosen = Readonly<Record<string, number>>;

const oneMilli = 1_000;

/** One more of a line, or one fewer. What is weighed comes back whole. */
export function stepped(line: RefundLine, chosenMilli: number, step: 1 | -1): number {
  if (line.soldBy === 'weight') return step > 0 ? line.leftMilli : 0;
  return Math.min(line.leftMilli, Math.max(0, chosenMilli + step * oneMilli));
}

/** What the choice asks of main; null while nothing is chosen that could be given back. */
export function questionOf(
  refund: RefundShown,
  way: RefundWay,
  chosen: Chosen,
  typedMinor: number,
): QueryInput<'refund.plan'> | null {
  const { saleId } = refund;
  if (way === 'all') return { saleId, lines: [], amountMinor: null };
  if (way === 'amount') {
    const isPossible = typedMinor > 0 && typedMinor <= leftMinor(refund);
    return isPossible ? { saleId, lines: [], amountMinor: typedMinor } : null;
  }
  const lines = refund.lines
    .map(({ lineId }) => ({ lineId, quantityMilli: chosen[lineId] ?? 0 }))
    .filter(({ quantityMilli }) => quantityMilli > 0);
  return lines.length > 0 ? { saleId, lines, amountMinor: null } : null;
}

/** What of the sale can still go back. */
export function leftMinor({ totalMinor, refundedMinor }: RefundShown): number {
  return Math.max(0, totalMinor - refundedMinor);
}
