import { failureCodes } from '../contract/failure.ts';
import type { FoundSale } from '../contract/payments/queries.ts';
import type { RefundShown } from '../contract/payments/snapshot.ts';
import { currencyDigits } from '../domain/format.ts';
import type { RefundDocument, RefundPart } from '../domain/refund/document.ts';
import { leftOf, paidFor } from '../domain/refund/left.ts';
import { refundedOf } from '../domain/refund/progress.ts';
import type { CompletedSale } from '../domain/sale.ts';
import type { SaleSearch } from '../store/sales.ts';
import type { Settings } from '../store/settings-schema.ts';
import type { Store } from '../store/store.ts';

/** How many sales a search shows. */
const salesFound = 50;

/** The sale that stands on the refund screen, with the refund of it that goes on or was just made. */
export function showRefund(store: Store, settings: Settings): RefundShown | null {
  const { screen, refundSaleId, refundId } = store.state.session();
  const found = screen === 'refund' && refundSaleId !== null ? store.sales.get(refundSaleId) : null;
  if (!found) return null;
  const { sale } = found;
  const refunds = store.refundDocuments.ofSale(sale.saleId);
  const document = refunds.find((one) => one.refundId === refundId);
  const left = leftOf(
    sale,
    refunds.filter(({ state }) => state !== 'dropped'),
  );
  return {
    saleId: sale.saleId,
    receiptNumber: sale.receiptNumber,
    soldAt: sale.completedAt,
    totalMinor: sale.totalMinor,
    refundedMinor: refundedOf(refunds),
    lines: left.lines.map(({ line, quantityMilli: leftMilli }) => ({
      lineId: line.id,
      name: line.name,
      unit: line.unit,
      soldBy: line.soldBy,
      quantityMilli: line.quantityMilli,
      leftMilli,
      amountMinor: paidFor(line, sale.pricesIncludeTax),
    })),
    tenders: left.tenders.map(({ tender, leftMinor }) => ({
      tenderId: tender.id,
      kind: tender.kind,
      provider: tender.provider,
      amountMinor: tender.amountMinor,
      leftMinor,
    })),
    approvalAboveMinor: settings.payments.refundApprovalAboveMinor,
    document: document ? showDocument(store, document) : null,
  };
}

function showDocument(
  store: Store,
  document: RefundDocument,
): NonNullable<RefundShown['document']> {
  const { refundId, state, amountMinor } = document;
  return {
    refundId,
    state,
    receiptNumber: store.refundDocuments.completed(refundId)?.refund.receiptNumber ?? null,
    amountMinor,
    parts: document.parts.map(showPart),
    printing: store.printJobs.latestOf(refundId)?.state ?? 'none',
  };
}

function showPart(part: RefundPart): NonNullable<RefundShown['document']>['parts'][number] {
  const isCash = part.by === 'cash';
  return {
    partId: part.partId,
    kind: isCash ? 'cash' : part.kind,
    provider: isCash ? null : part.provider,
    amountMinor: part.givenMinor,
    state: part.state,
    failure: failureCodes.find((code) => code === part.failure) ?? null,
  };
}

/** Finished sales by the end of a receipt number, the whole of it, or an amount, newest first. */
export function findSales(store: Store, currency: string, text: string): FoundSale[] {
  const whole = store.sales.byReceiptNumber(text.trim());
  const named = whole === null ? null : store.sales.get(whole);
  if (named) return [showFound(store, named.sale)];
  return store.sales
    .find(searchOf(text.trim(), currency), salesFound)
    .map((sale) => showFound(store, sale));
}

/** Digits alone may be either; zeros before them make them a number, and a point an amount. */
function searchOf(text: string, currency: string): SaleSearch {
  const amount = /^(0|[1-9]\d{0,11})(?:[.,](\d*))?$/.exec(text);
  if (!amount) return { numberEnd: text, totalMinor: null };
  const [, units = '', fraction] = amount;
  const digits = currencyDigits(currency);
  const isAmount = (fraction?.length ?? 0) <= digits;
  const minor = `${units}${(fraction ?? '').padEnd(digits, '0')}`;
  return {
    numberEnd: fraction === undefined ? text : null,
    totalMinor: isAmount ? Number(minor) : null,
  };
}

function showFound(store: Store, sale: CompletedSale): FoundSale {
  return {
    saleId: sale.saleId,
    receiptNumber: sale.receiptNumber,
    at: sale.completedAt,
    totalMinor: sale.totalMinor,
    refundedMinor: refundedOf(store.refundDocuments.ofSale(sale.saleId)),
    lineCount: sale.lines.length,
  };
}
