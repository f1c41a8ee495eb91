import type { CustomerSnapshot, TillSnapshot } from '../contract/snapshots.ts';
import type { CompletedSale } from '../domain/sale.ts';
import { showLines, showTotals } from './basket.ts';

/** The customer's window, from the cashier's: the basket and what to do now, and nothing of the shop's. */
export function showCustomer(till: TillSnapshot, done: CompletedSale | null): CustomerSnapshot {
  const { basket } = till;
  const phase = phaseOf(till);
  const finished = phase === 'thanks' ? done : null;
  return {
    revision: till.revision,
    phase,
    language: till.language,
    theme: till.theme,
    storeName: till.store.name,
    currency: till.store.currency,
    lines: finished
      ? showLines(finished.lines, finished.lines.map(toPrice))
      : (basket?.lines ?? []),
    lastLineId: basket?.lastLineId ?? null,
    totals: finished ? showTotals(finished) : (basket?.totals ?? null),
    dueMinor: basket?.dueMinor ?? 0,
    changeMinor: finished?.changeMinor ?? 0,
    paidMinor: finished?.totalMinor ?? 0,
    payment: ['waiting', 'show', 'refused'].includes(phase) ? till.payment : null,
  };
}

function toPrice(line: CompletedSale['lines'][number]) {
  return { ...line, lineId: line.id };
}

function phaseOf(till: TillSnapshot): CustomerSnapshot['phase'] {
  if (!till.staff || !till.shift) return 'closed';
  if (till.screen === 'done') return 'thanks';
  if (till.screen === 'pay') {
    if (till.payment === null) return 'pay';
    // a link is for a customer who is not here
    if (till.payment.phase === 'showing' && till.payment.way !== 'link') return 'show';
    return ['failed', 'reversed', 'paid', 'late', 'unresolved'].includes(till.payment.phase)
      ? 'refused'
      : 'waiting';
  }
  return till.basket && till.basket.lines.length > 0 ? 'basket' : 'idle';
}
