import type { RefundDocument, RefundPart } from '../domain/refund/document.ts';
import { cashOf, nextStep, withPart } from '../domain/refund/progress.ts';
import type { Refund } from '../payments/refund.ts';
import { resumeCancelled, settleCancelled } from './cancelled-payments.ts';
import type { Context } from './context.ts';
import { finishRefund } from './finish-refund.ts';

/** What a refund needs to go on; a provider's answer has no person's command around it. */
export type RefundContext = Pick<
  Context,
  'store' | 'settings' | 'refunds' | 'counter' | 'now' | 'newId' | 'sound' | 'notify'
>;

/** The same inside a transaction. */
export type RefundStep = RefundContext & Pick<Context, 'afterCommit' | 'staff'>;

/**
 * A provider refund has changed: its document goes on, as far as it can. To be called after the
 * commit of each change; the same news twice changes nothing.
 */
export function onProviderRefund(context: RefundContext, refund: Refund): void {
  inStep(context, (step) => {
    if (refund.documentId === null) {
      settleCancelled(step, refund);
      return;
    }
    const document = step.store.refundDocuments.get(refund.documentId);
    const part = document?.parts.find(({ refundId }) => refundId === refund.id);
    if (document && !part && refund.state === 'refunded') tellOfTwice(step, refund);
    if (document?.state !== 'open' || !part) return;
    const state = partStateOf(refund);
    if (part.state === 'done' || part.state === state) return;
    const reference = refund.providerRefundRef ?? refund.refundNumber;
    const failure = refund.failureCode ?? null;
    const changed = changePart(step, document, part.partId, { state, reference, failure });
    if (state === 'failed' || state === 'unresolved') step.sound('refused');
    advance(step, changed);
  });
}

/** A refund that had failed came after all, when its part had gone back by another way. */
function tellOfTwice({ store, staff, notify }: RefundStep, refund: Refund): void {
  const { id, documentId, amountMinor } = refund;
  const payload = { refundId: documentId, providerRefund: id, amountMinor };
  store.record({ kind: 'refund.came-twice', actor: staff?.id ?? 'terminal', payload });
  notify({ kind: 'attention', code: 'refund-twice', data: { amountMinor }, action: null });
}

function partStateOf({ state }: Refund): RefundPart['state'] {
  switch (state) {
    case 'created':
    case 'sent':
    case 'unknown':
      return 'asking';
    case 'refunded':
      return 'done';
    case 'failed':
    case 'unresolved':
      return state;
    default:
      return state satisfies never;
  }
}

/**
 * After a start: what was committed and not sent is sent, what ended unheard is heard, and what
 * waits goes on. Money for sales that were cancelled half paid, too.
 */
export function resumeRefunds(context: RefundContext): void {
  for (const { refundId, parts } of context.store.refundDocuments.open()) {
    const asked = parts.find(({ state }) => state === 'asking');
    const known = asked?.refundId ? context.store.paymentRefunds.get(asked.refundId) : null;
    if (known) onProviderRefund(context, known);
    else if (asked) send(context, refundId, asked.partId);
    else inStep(context, advanceOpen);
  }
  resumeCancelled(context);
}

/** Every open document that can go on does: a shift has been opened. */
export function advanceOpen(step: RefundStep): void {
  for (const document of step.store.refundDocuments.open()) advance(step, document);
}

/** Takes the next step of a document, inside the caller's transaction. */
export function advance(step: RefundStep, document: RefundDocument): void {
  const next = nextStep(document);
  if (next.kind === 'send') {
    const { partId } = next.part;
    const change = { state: 'asking', refundId: step.newId(), failure: null } as const;
    changePart(step, document, partId, change);
    step.afterCommit(() => send(step, document.refundId, partId));
  }
  if (next.kind === 'finish' && canFinish(step, document)) finishRefund(step, document);
}

/**
 * A refund counts in the shift in which it ends. Cash is handed out only while somebody stands at
 * this refund: an answer that comes overnight opens no drawer.
 */
function canFinish({ store }: RefundStep, document: RefundDocument): boolean {
  if (!store.sales.openShift()) return false;
  const { staffId, screen, refundSaleId } = store.state.session();
  const isAttended = staffId !== null && screen === 'refund' && refundSaleId === document.saleId;
  return isAttended || cashOf(document) === 0;
}

/** The intent is on the disk: the provider is asked, under the number that was kept with it. */
function send(context: RefundContext, documentId: string, partId: string): void {
  const document = context.store.refundDocuments.get(documentId);
  const part = document?.parts.find((one) => one.partId === partId);
  if (!document || part?.state !== 'asking' || part.refundId === null) return;
  const attempt = part.attemptId === null ? null : context.store.attempts.get(part.attemptId);
  if (!attempt) throw new Error(`part ${partId} goes back to no payment`);
  const { refundId, amountMinor } = part;
  const { reason } = document;
  const sent = context.refunds.refund({ refundId, documentId, attempt, amountMinor, reason });
  if (sent.ok) return;
  inStep(context, (step) => {
    changePart(step, document, partId, { state: 'failed', failure: sent.error.code });
    step.sound('refused');
  });
}

/** Changes a part with its fact. @returns the document as it is now. */
export function changePart(
  { store, staff }: Pick<RefundStep, 'store' | 'staff'>,
  document: RefundDocument,
  partId: string,
  change: Partial<RefundPart>,
): RefundDocument {
  const changed = withPart(document, partId, change);
  store.refundDocuments.keep(changed);
  const { refundId, saleId } = document;
  const { state = 'waiting' } = change;
  store.record({
    kind: `refund.part-${state}`,
    actor: staff?.id ?? 'terminal',
    payload: { refundId, saleId, part: changed.parts.find((part) => part.partId === partId) },
  });
  return changed;
}

/** One transaction, and what it causes after it; nobody hears or reads of it before. */
export function inStep(context: RefundContext, work: (step: RefundStep) => void): void {
  const { store } = context;
  const effects: (() => void)[] = [];
  const afterCommit = (effect: () => void): void => void effects.push(effect);
  store.transaction(() => {
    const { staffId } = store.state.session();
    const staff = staffId === null ? null : store.staff.get(staffId);
    const sound: Context['sound'] = (name) => afterCommit(() => context.sound(name));
    const notify: Context['notify'] = (notice) => afterCommit(() => context.notify(notice));
    work({ ...context, staff, afterCommit, sound, notify });
  });
  for (const effect of effects) effect();
}
