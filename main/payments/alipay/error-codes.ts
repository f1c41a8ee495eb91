import * as v from 'valibot';
import type { FailureCode } from '../../contract/failure.ts';

/** What an error code means to a charge. A code that is not here leaves the outcome unknown. */
export type ErrorMeaning =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'declined'; readonly code: FailureCode };

/**
 * payment-facts 2.4 and the business codes of opendocs 02ekfp (`ACQ.…` there). Not here, and so asked
 * about: SYSTEM_ERROR, TRADE_HAS_SUCCESS, CONTEXT_INCONSISTENT (another trade has the number), the
 * rate limits, unknow-error (sic).
 */
const declinedBy: Partial<Record<FailureCode, readonly string[]>> = {
  'payment.code-invalid': ['PAYMENT_AUTH_CODE_INVALID', 'AUTH_TOKEN_IS_NOT_EXIST'],
  'payment.not-enough-funds': ['BUYER_BALANCE_NOT_ENOUGH', 'BUYER_BANKCARD_BALANCE_NOT_ENOUGH'],
  'payment.declined': [
    'PAYMENT_FAIL',
    'PAYMENT_REQUEST_HAS_RISK',
    'TOTAL_FEE_EXCEED',
    'BUYER_PAYMENT_AMOUNT_DAY_LIMIT_ERROR',
    'BUYER_PAYMENT_AMOUNT_MONTH_LIMIT_ERROR',
    'BUYER_ENABLE_STATUS_FORBID',
    'BUYER_NOT_EXIST',
    'BUYER_SELLER_EQUAL',
    'ERROR_BALANCE_PAYMENT_DISABLE',
    'ERROR_BUYER_CERTIFY_LEVEL_LIMIT',
    'MOBILE_PAYMENT_SWITCH_OFF',
    'NO_PAYMENT_INSTRUMENTS_AVAILABLE',
    'NOT_CERTIFIED_USER',
    'NOT_SUPPORT_PAYMENT_INST',
    'PULL_MOBILE_CASHIER_FAIL',
    'USER_FACE_PAYMENT_SWITCH_OFF',
  ],
  'payment.closed': ['TRADE_HAS_CLOSE'],
  // the request itself was refused: an account, a contract or a clock that must be put right
  'payment.provider-error': [
    'INVALID_PARAMETER',
    'ACCESS_FORBIDDEN',
    'PARTNER_ERROR',
    'EXIST_FORBIDDEN_WORD',
    'INVALID_STORE_ID',
    'NOW_TIME_AFTER_EXPIRE_TIME_ERROR',
    'SELLER_BEEN_BLOCKED',
    'SELLER_NOT_EXIST',
    'MERCHANT_STATUS_NOT_NORMAL',
    'BEYOND_PAY_RESTRICTION',
    'BEYOND_PER_RECEIPT_RESTRICTION',
    'BEYOND_PER_RECEIPT_DAY_RESTRICTION',
    'BEYOND_PER_RECEIPT_SINGLE_RESTRICTION',
    // of the gateway: opendocs open-v3/054fcv
    'INVALID_APP_ID',
    'INVALID_SIGNATURE',
    'INVALID_TIMESTAMP',
    'INVALID_APP_CERT_SN',
    'INVALID_ALIPAY_ROOT_CERT_SN',
    'MISSING_SIGNATURE',
    'MISSING_SIGNATURE_CONFIG',
    'MISSING_TIMESTAMP',
    'MISSING_APP_CERT_SN',
    'APP_CERT_EXPIRED',
    'NOT_ONLINE_APP',
    'ILLEGAL_JSON',
    'INSUFFICIENT_ISV_PERMISSIONS',
    'SELF_INVOKE_FORBIDDEN',
  ],
};

/** Alipay's 10003 of OpenAPI 2.0; how v3 spells it is not documented, so each spelling seen is read. */
const waitingCodes = ['10003', 'USER_PAYING', 'WAIT_BUYER_PAY', 'ORDER_SUCCESS_PAY_INPROCESS'];

const meanings: ReadonlyMap<string, ErrorMeaning> = new Map([
  ...waitingCodes.map((name): [string, ErrorMeaning] => [name, { kind: 'waiting' }]),
  ...declined('payment.code-invalid'),
  ...declined('payment.not-enough-funds'),
  ...declined('payment.declined'),
  ...declined('payment.closed'),
  ...declined('payment.provider-error'),
]);

function declined(code: FailureCode): [string, ErrorMeaning][] {
  return (declinedBy[code] ?? []).map((name) => [name, { kind: 'declined', code }]);
}

/** Null: the outcome stays unknown. */
export function chargeErrorMeaning(code: string): ErrorMeaning | null {
  return meanings.get(plainCode(code)) ?? null;
}

export function isNotFoundCode(code: string): boolean {
  return plainCode(code) === 'TRADE_NOT_EXIST';
}

/**
 * The code without where it came from: `ACQ.TRADE_NOT_EXIST`, `isv.invalid-signature` and
 * `invalid-signature` are spelled in several ways by Alipay's own pages, `AQC.` (sic) among them.
 */
export function plainCode(code: string): string {
  return code
    .replace(/^((isv|isp|aop|acq|aqc)\.)+/i, '')
    .replaceAll('-', '_')
    .toUpperCase();
}

const errorSchema = v.object({ code: v.string(), message: v.optional(v.string(), '') });

export type AlipayError = v.InferOutput<typeof errorSchema>;

/** `{code, message, links}` of an answer with HTTP 400 and above (payment-facts 2.3). */
export function errorOf(body: unknown): AlipayError {
  const parsed = v.safeParse(errorSchema, body);
  return parsed.success ? parsed.output : { code: '', message: '' };
}

/** For logs: a long number in Alipay's words may be a payment code or an account, and is left out. */
export function describe({ code, message }: AlipayError): string {
  return `${code} ${message}`.trim().replaceAll(/[0-9]{6,}/g, '…');
}
