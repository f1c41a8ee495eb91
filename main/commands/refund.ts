import { type Result, refuse, succeed } from '../contract/failure.ts';
import { roundToStep } from '../domain/money.ts';
import type { Approver, RefundDocument, RefundPart } from '../domain/refund/document.ts';
import type { PlannedPart } from '../domain/refund/parts.ts';
import { canDrop } from '../domain/refund/progress.ts';
import { approve } from './approval.ts';
import { type Context, done, type Handlers } from './context.ts';
import { type PlannedRefund, planOf } from './refund-plan.ts';
import { advance, changePart } from './refund-progress.ts';

/** Giving money back for a finished sale. */
export const refundCommands: Handlers<
  | 'refund.open'
  | 'refund.leave'
  | 'refund.make'
  | 'refund.retry'
  | 'refund.pay-cash'
  | 'refund.drop'
> = {
  'refund.open': (context, { saleId }) => {
    const { store } = context;
    const isFree = mayRefund(context);
    if (!isFree.ok) return isFree;
    if (!store.sales.get(saleId)) {
      return refuse('receipt.not-found', `no finished sale ${saleId}`);
    }
    const open = openDocument(context, saleId);
    store.state.change({
      screen: 'refund',
      refundSaleId: saleId,
      refundId: open?.refundId ?? null,
      doneSaleId: null,
    });
    // Cash that has waited for somebody to hand it out is handed out now.
    if (open) advance(context, open);
    return done;
  },
  'refund.leave': ({ store }) => {
    if (store.state.session().screen !== 'refund') return done;
    store.state.change({ screen: 'sale', refundSaleId: null, refundId: null });
    return done;
  },
  'refund.make': (context, input) => {
    const { store } = context;
    const isFree = mayRefund(context);
    if (!isFree.ok) return isFree;
    if (openDocument(context, input.saleId)) {
      return refuse('refund.in-progress', 'a refund of this sale is under way');
    }
    const planned = planOf(context, input);
    if (!planned.ok) return planned;
    const approver = approverOf(context, planned.value, input);
    if (!approver.ok) return approver;
    const document = beginRefund(context, planned.value, input.reason, approver.value);
    const { refundId, saleId } = document;
    store.state.change({ screen: 'refund', refundSaleId: saleId, refundId, doneSaleId: null });
    advance(context, document);
    return done;
  },
  'refund.retry': (context, { refundId, partId }) => {
    const failed = failedPart(context, refundId, partId);
    if (!failed.ok) return failed;
    const change = { state: 'waiting', refundId: null, reference: null, failure: null } as const;
    advance(context, changePart(context, failed.value.document, partId, change));
    return done;
  },
  'refund.pay-cash': (context, { refundId, partId, approval }) => {
    const failed = failedPart(context, refundId, partId);
    if (!failed.ok) return failed;
    const approved = approve(context, approval, `cash for part ${partId} of refund ${refundId}`);
    if (!approved.ok) return approved;
    const { document, part } = failed.value;
    const changed = changePart(context, document, partId, {
      state: 'waiting',
      by: 'cash',
      givenMinor: roundToStep(part.amountMinor, context.settings.store.cashStepMinor),
      refundId: null,
      reference: null,
      approvedBy: { staffId: approved.value.id, name: approved.value.name },
    });
    advance(context, changed);
    return done;
  },
  'refund.drop': (context, { refundId }) => {
    const { store, staff } = context;
    const document = store.refundDocuments.get(refundId);
    if (document?.state !== 'open') return refuse('refund.closed', 'it is over');
    if (!canDrop(document)) {
      return refuse('refund.in-progress', 'a part of it went back, or may have');
    }
    store.refundDocuments.keep({ ...document, state: 'dropped' });
    const { saleId, amountMinor } = document;
    const payload = { refundId, saleId, amountMinor };
    store.record({ kind: 'refund.dropped', actor: staff?.id ?? 'terminal', payload });
    store.state.change({ refundId: null });
    return done;
  },
};

/** Nothing else is going on with money at this till. */
function mayRefund({ store, payments }: Context): Result<void> {
  const current = store.openSales.current()?.basket;
  if (store.state.session().screen === 'pay') return refuse('sale.paying', 'a sale is being paid');
  if (current && payments.live(current.saleId)) return refuse('sale.paying', 'a payment is on');
  if (current && current.tenders.length > 0) return refuse('sale.tendered', 'a sale is half paid');
  return store.sales.openShift() ? done : refuse('shift.not-open', 'no shift is open');
}

function openDocument({ store }: Context, saleId: string): RefundDocument | null {
  return store.refundDocuments.ofSale(saleId).find(({ state }) => state === 'open') ?? null;
}

function approverOf(
  context: Context,
  { sale, plan, needsApproval }: PlannedRefund,
  { approval }: Parameters<(typeof refundCommands)['refund.make']>[1],
): Result<Approver | null> {
  if (!needsApproval) return succeed(null);
  if (!approval) return refuse('policy.needs-supervisor', 'this refund needs a supervisor');
  const subject = `refund of ${plan.amountMinor} of sale ${sale.receiptNumber}`;
  const approved = approve(context, approval, subject);
  if (!approved.ok) return approved;
  return succeed({ staffId: approved.value.id, name: approved.value.name });
}

/** Makes the document and its fact; nothing has gone back yet. */
function beginRefund(
  { store, staff, newId, now }: Context,
  { sale, plan }: PlannedRefund,
  reason: string,
  approvedBy: Approver | null,
): RefundDocument {
  const document: RefundDocument = {
    refundId: newId(),
    saleId: sale.saleId,
    saleReceiptNumber: sale.receiptNumber,
    currency: sale.currency,
    pricesIncludeTax: sale.pricesIncludeTax,
    begunAt: now(),
    staffId: staff?.id ?? 'terminal',
    staffName: staff?.name ?? '',
    approvedBy,
    reason,
    lines: plan.lines,
    spread: plan.spread,
    amountMinor: plan.amountMinor,
    taxes: plan.taxes,
    taxMinor: plan.taxMinor,
    parts: plan.parts.map((part) => toPart(part, newId(), approvedBy)),
    state: 'open',
  };
  store.refundDocuments.keep(document);
  store.record({ kind: 'refund.begun', actor: document.staffId, payload: document });
  return document;
}

function toPart(part: PlannedPart, partId: string, approvedBy: Approver | null): RefundPart {
  return {
    ...part,
    partId,
    state: 'waiting',
    refundId: null,
    reference: null,
    failure: null,
    approvedBy: part.by === 'cash' ? approvedBy : null,
  };
}

function failedPart(
  { store }: Context,
  refundId: string,
  partId: string,
): Result<{ readonly document: RefundDocument; readonly part: RefundPart }> {
  const document = store.refundDocuments.get(refundId);
  const part = document?.parts.find((one) => one.partId === partId);
  if (document?.state !== 'open' || !part || part.state === 'done') {
    return refuse('refund.closed', 'this part is over');
  }
  if (part.state !== 'failed') return refuse('refund.in-progress', 'this part is under way');
  return succeed({ document, part });
}
