/**
 * What can go wrong, as data. A refusal is expected, a fault is the world's, a defect is ours;
 * the sentence for people is looked up by `code` in the language files under `failure.<code>`.
 */
export const failureCodes = [
  // refusals: the request is understood and not allowed, or not possible now
  'invalid_command',
  'sale.not-open',
  'sale.empty',
  'sale.paying',
  'sale.tendered',
  'sale.full',
  'line.not-found',
  'item.not-found',
  'item.needs-weight',
  'price.missing',
  'price.out-of-range',
  'quantity.out-of-range',
  'discount.out-of-range',
  'tender.exceeds-due',
  'tender.not-allowed',
  'tender.out-of-range',
  'shift.not-open',
  'shift.already-open',
  'shift.sale-open',
  'policy.denied',
  'policy.needs-supervisor',
  'policy.signed-out',
  'pin.wrong',
  'pin.locked',
  'receipt.not-found',
  'queue.unsent',
  'clock.untrusted',
  'demo.only',
  'catalogue.encoding',
  'catalogue.column-missing',
  'catalogue.row-invalid',
  'catalogue.duplicate-code',
  'enrolment.refused',
  // payment outcomes
  'payment.code-unknown',
  'payment.code-invalid',
  'payment.code-expired',
  'payment.not-enough-funds',
  'payment.declined',
  'payment.closed',
  'payment.reversed',
  'payment.unknown-outcome',
  'payment.in-progress',
  'payment.provider-unreachable',
  'payment.provider-error',
  'payment.signature-wrong',
  'payment.amount-mismatch',
  'payment.not-configured',
  'payment.unverified',
  'payment.card-data',
  'refund.not-possible',
  'refund.exceeds-paid',
  'refund.closed',
  'refund.in-progress',
  'statement.unreadable',
  'statement.not-ready',
  'reconcile.open-differences',
  'reconcile.closed',
  'reconcile.reading',
  'account.key-invalid',
  'account.busy',
  'account.expired',
  // faults
  'device.offline',
  'device.timeout',
  'device.busy',
  'device.not-configured',
  'device.interrupted',
  'device.paper-out',
  'device.cover-open',
  'device.cutter-jam',
  'device.overheated',
  'device.bad-data',
  'device.unstable',
  'device.out-of-range',
  'device.card-removed',
  'print.expired',
  'store.busy',
  'store.full',
  'store.corrupt',
  'store.read-only',
  'settings.broken',
  'net.unreachable',
  // a defect: logged once with an incident id
  'internal',
] as const;

export type FailureCode = (typeof failureCodes)[number];

export type Failure = {
  readonly code: FailureCode;
  /** For developers, in English; never shown as it is. */
  readonly message: string;
  /** `now`: the same request may be sent again; `after-fix`: when someone has put it right. */
  readonly retry: 'never' | 'now' | 'after-fix';
  readonly incident?: string;
  /** Values for the sentence, such as `{ maximum: 999 }`. */
  readonly data?: Readonly<Record<string, string | number>>;
};

export type Result<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Failure };

export function succeed<Value>(value: Value): Result<Value> {
  return { ok: true, value };
}

export function refuse(
  code: FailureCode,
  message: string,
  data?: Readonly<Record<string, string | number>>,
): { readonly ok: false; readonly error: Failure } {
  return { ok: false, error: { code, message, retry: 'never', ...(data ? { data } : {}) } };
}

/** An expected failure on its way to the border; anything else that is thrown is a defect. */
export class PosError extends Error {
  readonly failure: Failure;
  constructor(failure: Failure, options?: ErrorOptions) {
    super(`${failure.code}: ${failure.message}`, options);
    this.name = 'PosError';
    this.failure = failure;
  }
}
