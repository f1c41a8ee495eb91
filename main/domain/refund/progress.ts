import { type Minor, sum } from '../money.ts';
import { isInCash, type RefundDocument, type RefundPart } from './document.ts';

/** What a refund that is not finished does next. */
export type NextStep =
  | { readonly kind: 'send'; readonly part: RefundPart }
  /** Nothing is left to be asked for: the cash is handed out, and the document is complete. */
  | { readonly kind: 'finish' }
  | { readonly kind: 'wait' };

/**
 * Wallets and cards are asked one after the other, and cash comes last. A part that was refused
 * holds the others back until a person has said what becomes of it.
 */
export function nextStep({ parts, state }: Pick<RefundDocument, 'parts' | 'state'>): NextStep {
  if (state !== 'open') return { kind: 'wait' };
  if (parts.some((part) => part.state === 'asking' || part.state === 'failed')) {
    return { kind: 'wait' };
  }
  const byWay = parts.filter((part) => !isInCash(part));
  const part = byWay.find((one) => one.state === 'waiting');
  if (part) return { kind: 'send', part };
  return byWay.every((one) => one.state === 'done') ? { kind: 'finish' } : { kind: 'wait' };
}

/** Whether nothing of it went back, or may have. */
export function canDrop({ parts, state }: Pick<RefundDocument, 'parts' | 'state'>): boolean {
  return (
    state === 'open' && parts.every((part) => part.state === 'waiting' || part.state === 'failed')
  );
}

export function withPart(
  document: RefundDocument,
  partId: string,
  change: Partial<RefundPart>,
): RefundDocument {
  const parts = document.parts.map((part) =>
    part.partId === partId ? { ...part, ...change } : part,
  );
  return { ...document, parts };
}

/** What the customer gets out of the drawer. */
export function cashOf({ parts }: Pick<RefundDocument, 'parts'>): Minor {
  return sum(parts.filter(isInCash).map(({ givenMinor }) => givenMinor));
}

/** What of a sale these refunds give back, those under way included. */
export function refundedOf(refunds: readonly Pick<RefundDocument, 'amountMinor' | 'state'>[]) {
  return sum(
    refunds.filter(({ state }) => state !== 'dropped').map(({ amountMinor }) => amountMinor),
  );
}
