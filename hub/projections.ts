import * as v from 'valibot';
import type { JournalBody } from '../main/contract/sync/record.ts';
import { isStorable } from './storable-text.ts';

/** What the hub reads out of records, as rows. A record it does not understand is kept all the same. */

const text = v.pipe(v.string(), v.maxLength(200), v.check(isStorable));
const minor = v.pipe(v.number(), v.safeInteger());

const saleCompleted = v.object({
  saleId: text,
  receiptNumber: text,
  businessDay: text,
  currency: text,
  totalMinor: minor,
  changeMinor: v.optional(minor, 0),
  tenders: v.array(v.object({ kind: text, provider: v.nullish(text, null), amountMinor: minor })),
});

const refundCompleted = v.object({
  refundId: text,
  saleId: text,
  receiptNumber: text,
  businessDay: text,
  currency: text,
  amountMinor: minor,
  taxMinor: minor,
  roundingMinor: minor,
  lines: v.array(v.object({ itemId: text, quantityMilli: minor, amountMinor: minor })),
  parts: v.array(
    v.object({
      kind: text,
      by: v.picklist(['tender', 'cash']),
      provider: v.nullish(text, null),
      givenMinor: minor,
    }),
  ),
});

const shiftEvent = v.object({ shiftId: text, businessDay: v.nullish(text, null) });

export type SaleRow = {
  readonly seq: number;
  readonly sale_id: string;
  readonly receipt_number: string;
  readonly business_day: string;
  readonly currency: string;
  readonly total_minor: number;
  readonly change_minor: number;
  readonly at: number;
};

export type TenderRow = {
  readonly seq: number;
  readonly position: number;
  readonly business_day: string;
  readonly currency: string;
  readonly kind: string;
  readonly provider: string | null;
  readonly amount_minor: number;
};

export type RefundRow = {
  readonly seq: number;
  readonly refund_id: string;
  readonly sale_id: string;
  readonly receipt_number: string;
  readonly business_day: string;
  readonly currency: string;
  readonly amount_minor: number;
  readonly tax_minor: number;
  readonly rounding_minor: number;
  readonly at: number;
};

export type RefundLineRow = {
  readonly seq: number;
  readonly position: number;
  readonly item_id: string;
  readonly quantity_milli: number;
  readonly amount_minor: number;
};

export type ShiftRow = {
  readonly shift_id: string;
  readonly business_day: string | null;
  readonly opened_at: number | null;
  readonly closed_at: number | null;
};

export type Projection =
  | { readonly kind: 'sale'; readonly sale: SaleRow; readonly tenders: readonly TenderRow[] }
  | {
      readonly kind: 'refund';
      readonly refund: RefundRow;
      readonly tenders: readonly TenderRow[];
      readonly lines: readonly RefundLineRow[];
    }
  | { readonly kind: 'shift'; readonly shift: ShiftRow }
  | { readonly kind: 'none' }
  /** A kind the hub knows, with a payload it does not. */
  | { readonly kind: 'rejected'; readonly reason: string };

export function project(body: JournalBody): Projection {
  switch (body.kind) {
    case 'sale.completed':
      return projectSale(body);
    case 'refund.completed':
      return projectRefund(body);
    case 'shift.opened':
      return projectShift(body, { opened_at: body.at, closed_at: null });
    case 'shift.closed':
      return projectShift(body, { opened_at: null, closed_at: body.at });
    default:
      return { kind: 'none' };
  }
}

function projectSale({ seq, at, payload }: JournalBody): Projection {
  const parsed = v.safeParse(saleCompleted, payload);
  if (!parsed.success) return rejected(parsed.issues);
  const sale = parsed.output;
  const shared = { seq, business_day: sale.businessDay, currency: sale.currency };
  return {
    kind: 'sale',
    sale: {
      ...shared,
      sale_id: sale.saleId,
      receipt_number: sale.receiptNumber,
      total_minor: sale.totalMinor,
      change_minor: sale.changeMinor,
      at,
    },
    tenders: sale.tenders.map((tender, position) => ({
      ...shared,
      position,
      kind: tender.kind,
      provider: tender.provider,
      amount_minor: tender.amountMinor,
    })),
  };
}

function projectRefund({ seq, at, payload }: JournalBody): Projection {
  const parsed = v.safeParse(refundCompleted, payload);
  if (!parsed.success) return rejected(parsed.issues);
  const refund = parsed.output;
  const shared = { seq, business_day: refund.businessDay, currency: refund.currency };
  return {
    kind: 'refund',
    refund: {
      ...shared,
      refund_id: refund.refundId,
      sale_id: refund.saleId,
      receipt_number: refund.receiptNumber,
      amount_minor: refund.amountMinor,
      tax_minor: refund.taxMinor,
      rounding_minor: refund.roundingMinor,
      at,
    },
    // a wallet's part that was handed out in cash left the drawer
    tenders: refund.parts.map(({ kind, by, provider, givenMinor }, position) => ({
      ...{ ...shared, position, amount_minor: givenMinor },
      kind: by === 'cash' ? 'cash' : kind,
      provider: by === 'cash' ? null : provider,
    })),
    lines: refund.lines.map(({ itemId, quantityMilli, amountMinor }, position) => ({
      ...{ seq, position, item_id: itemId },
      quantity_milli: quantityMilli,
      amount_minor: amountMinor,
    })),
  };
}

function projectShift(
  { payload }: JournalBody,
  times: Pick<ShiftRow, 'opened_at' | 'closed_at'>,
): Projection {
  const parsed = v.safeParse(shiftEvent, payload);
  if (!parsed.success) return rejected(parsed.issues);
  const { shiftId, businessDay } = parsed.output;
  return { kind: 'shift', shift: { shift_id: shiftId, business_day: businessDay, ...times } };
}

function rejected(issues: readonly v.BaseIssue<unknown>[]): Projection {
  const paths = issues.map((issue) => v.getDotPath(issue) ?? 'payload');
  return { kind: 'rejected', reason: `payload: ${paths.slice(0, 5).join(', ')}` };
}
