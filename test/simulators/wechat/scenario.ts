export type Fault =
  /** The socket closes before anything has happened. */
  | 'lost-request'
  /** It has happened, and the socket closes. */
  | 'lost-answer'
  /** It has happened, and the answer is a system error. */
  | 'system-error'
  /** Nothing has happened; a gateway answers with a page of HTML. */
  | 'bad-gateway'
  | 'rate-limit'
  /** Seen in the field: a query during the payment answers PARAM_ERROR (payment-facts 3.2). */
  | 'parameter-error'
  | 'wrong-signature'
  | 'wrong-amount'
  | 'wrong-clock'
  | 'slow'
  /** The network repeats the request: it happens twice, and the second answer comes back. */
  | 'delivered-twice';

/** `charge` orders a shown code too, and `reverse` closes one. */
export type Operation = 'charge' | 'query' | 'reverse' | 'refund' | 'refund-query';

/** The first `times` calls of an operation go wrong like this. */
export type Faults = Partial<Record<Operation, { readonly fault: Fault; readonly times: number }>>;

export type Refusal = { readonly status: number; readonly code: string; readonly message: string };

export type Scenario = {
  /** When the customer's money moves. */
  readonly pays: 'at-once' | 'never' | 'before-reversal' | { readonly afterQueries: number };
  readonly asksByError?: true;
  readonly refusal?: Refusal;
  readonly faults?: Faults;
  /** What becomes of a refund of it. */
  readonly refund?: RefundScenario;
};

export type RefundScenario = {
  /** What WeChat's questions are answered with in the end, and from which on; the first answer is PROCESSING. */
  readonly settles: {
    readonly as: 'SUCCESS' | 'CLOSED' | 'ABNORMAL' | 'PROCESSING';
    readonly afterQueries: number;
  };
  readonly refusal?: Refusal;
  readonly faults?: Faults;
};

export const always = Number.POSITIVE_INFINITY;

export function refused(status: number, code: string, message: string): Scenario {
  return { pays: 'never', refusal: { status, code, message } };
}
