import type { CommandInput } from '../contract/commands.ts';
import { type Result, refuse, succeed } from '../contract/failure.ts';
import { planRefund, type RefundChoice, type RefundPlan } from '../domain/refund.ts';
import type { CompletedSale } from '../domain/sale.ts';
import type { Tender } from '../domain/tender.ts';
import type { Context } from './context.ts';
import { asResult } from './open-basket.ts';

export type PlannedRefund = {
  readonly sale: CompletedSale;
  readonly plan: RefundPlan;
  /** A supervisor must agree: to so much, or to cash for what nobody can verify. */
  readonly needsApproval: boolean;
};

type Input = Pick<CommandInput<'refund.make'>, 'saleId' | 'lines' | 'amountMinor'>;

/** What a refund of this sale would be now. Changes nothing. */
export function planOf(
  { store, settings }: Pick<Context, 'store' | 'settings'>,
  { saleId, lines, amountMinor }: Input,
): Result<PlannedRefund> {
  const found = store.sales.get(saleId);
  if (!found) return refuse('receipt.not-found', `no finished sale ${saleId}`);
  if (lines.length > 0 && amountMinor !== null) {
    return refuse('invalid_command', 'either lines or an amount');
  }
  const earlier = store.refundDocuments.ofSale(saleId).filter(({ state }) => state !== 'dropped');
  const planned = planRefund(found.sale, earlier, choiceOf(lines, amountMinor), {
    stepMinor: settings.store.cashStepMinor,
    isReturnable: (tender) => isReturnable(store, tender),
  });
  if (!planned.ok) return asResult(planned);
  const plan = planned.value;
  const above = settings.payments.refundApprovalAboveMinor;
  const isAbove = above !== null && (above === 0 || plan.amountMinor > above);
  const needsApproval = isAbove || plan.parts.some(({ by }) => by === 'cash');
  return succeed({ sale: found.sale, plan, needsApproval });
}

/** Whether a provider can be asked to give this tender back: it has one, and it answered for it. */
export function isReturnable({ attempts }: Context['store'], tender: Tender): boolean {
  const attempt = tender.attemptId === null ? null : attempts.get(tender.attemptId);
  return attempt?.state === 'paid' && attempt.way !== 'static';
}

function choiceOf(lines: Input['lines'], amountMinor: number | null): RefundChoice {
  if (lines.length > 0) return { kind: 'lines', lines };
  return amountMinor === null ? { kind: 'all' } : { kind: 'amount', amountMinor };
}
