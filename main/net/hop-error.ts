/** Why a hop could not be reached; the sentences are `bench.reason.<code>`. */
export const hopReasons = [
  'not-needed',
  'no-address',
  'no-route',
  'no-name',
  'refused',
  'timeout',
  'certificate',
  'failed',
] as const;
export type HopReason = (typeof hopReasons)[number];

export class HopError extends Error {
  readonly reason: HopReason;
  constructor(reason: HopReason) {
    super(reason);
    this.name = 'HopError';
    this.reason = reason;
  }
}

/** System error codes by what they mean to a person. */
const reasons: Readonly<Record<string, HopReason>> = {
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'timeout',
  ABORT_ERR: 'timeout',
  ENOTFOUND: 'no-name',
  EAI_AGAIN: 'no-name',
  ENETUNREACH: 'no-route',
  EHOSTUNREACH: 'no-route',
};

export function reasonOf(error: unknown): HopReason {
  if (error instanceof HopError) return error.reason;
  if (!(error instanceof Error)) return 'failed';
  if (error.name === 'TimeoutError') return 'timeout';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (/CERT|SIGNATURE|ERR_TLS/.test(code)) return 'certificate';
  const reason = reasons[code];
  if (reason) return reason;
  // `fetch` says what happened in its cause.
  return error.cause === undefined ? 'failed' : reasonOf(error.cause);
}
