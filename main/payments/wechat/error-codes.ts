import type { FailureCode } from '../../contract/failure.ts';

/**
 * What an error code means to a charge (payment-facts 3.2). v2 and v3 spell them with and without
 * underscores, so they are compared without. A code that is not here is an unknown outcome.
 */
export type ErrorMeaning =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'reversed' }
  | { readonly kind: 'declined'; readonly code: FailureCode };

const declined = (code: FailureCode): ErrorMeaning => ({ kind: 'declined', code });

const meanings: ReadonlyMap<string, ErrorMeaning> = new Map([
  ['USERPAYING', { kind: 'waiting' }],
  ['AUTHCODEEXPIRE', declined('payment.code-expired')],
  ['AUTHCODEERROR', declined('payment.code-invalid')],
  ['AUTHCODEINVALID', declined('payment.code-invalid')],
  ['NOTENOUGH', declined('payment.not-enough-funds')],
  ['NOTSUPORTCARD', declined('payment.declined')],
  ['NOTSUPPORTCARD', declined('payment.declined')],
  ['TRADEERROR', declined('payment.declined')],
  ['BUYERMISMATCH', declined('payment.declined')],
  ['ORDERCLOSED', declined('payment.closed')],
  ['ORDERREVERSED', { kind: 'reversed' }],
  // the request itself was refused: an account or a clock that must be put right
  ['PARAMERROR', declined('payment.provider-error')],
  ['SIGNERROR', declined('payment.provider-error')],
  ['NOAUTH', declined('payment.provider-error')],
  ['APPIDMCHIDNOTMATCH', declined('payment.provider-error')],
  ['MCHNOTEXISTS', declined('payment.provider-error')],
]);

const notFoundCodes: ReadonlySet<string> = new Set([
  'ORDERNOTEXIST',
  'ORDERNOTEXISTS',
  'RESOURCENOTEXISTS',
  'NOTFOUND',
  'REFUNDNOTEXISTS',
]);

/**
 * What a refused refund means (WeChat's v3 refund page). A code that is not here leaves the outcome
 * unknown. NOT_ENOUGH is the merchant's own account: the refund was not taken.
 */
const refundRefusals: ReadonlyMap<string, FailureCode> = new Map([
  ['NOTENOUGH', 'refund.not-possible'],
  ['USERACCOUNTABNORMAL', 'refund.not-possible'],
  ['INVALIDREQUEST', 'refund.not-possible'],
  ['RESOURCENOTEXISTS', 'refund.not-possible'],
  ['ORDERNOTEXIST', 'refund.not-possible'],
  ['TRADEOVERDUE', 'refund.not-possible'],
  ['PARAMERROR', 'payment.provider-error'],
  ['SIGNERROR', 'payment.provider-error'],
  ['NOAUTH', 'payment.provider-error'],
  ['MCHNOTEXISTS', 'payment.provider-error'],
]);

const reversedCodes: ReadonlySet<string> = new Set(['ORDERREVERSED', 'ORDERCLOSED']);

/** Null: the outcome stays unknown (SYSTEMERROR, BANKERROR, ORDERPAID, a rate limit, anything new). */
export function chargeErrorMeaning(code: string, message: string): ErrorMeaning | null {
  // AUTH_CODE_INVALID covers several cases; "101" opens the text of the expired one.
  if (plain(code) === 'AUTHCODEINVALID' && message.startsWith('101')) {
    return declined('payment.code-expired');
  }
  return meanings.get(plain(code)) ?? null;
}

export function isNotFoundCode(code: string): boolean {
  return notFoundCodes.has(plain(code));
}

export function isReversedCode(code: string): boolean {
  return reversedCodes.has(plain(code));
}

/** Null: the outcome stays unknown. */
export function refundRefusal(code: string): FailureCode | null {
  return refundRefusals.get(plain(code)) ?? null;
}

function plain(code: string): string {
  return code.replaceAll('_', '');
}
