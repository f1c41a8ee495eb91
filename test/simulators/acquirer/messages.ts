import type { Order, Refund } from './book.ts';
import type { Refusal } from './scenarios.ts';

export type Terminal = {
  readonly number: string;
  readonly serial: string;
  readonly location: string | null;
};

/** A request, whatever language it came in. */
export type Call =
  | {
      readonly operation: 'charge';
      readonly merchantNumber: string;
      readonly orderNumber: string;
      readonly amountMinor: number;
      readonly terminal: Terminal;
      readonly code: string;
    }
  | {
      readonly operation: 'open';
      readonly way: 'shown' | 'link';
      readonly merchantNumber: string;
      readonly orderNumber: string;
      readonly amountMinor: number;
      readonly terminal: Terminal;
      /** UTC ms */
      readonly expiresAt: number;
    }
  | {
      readonly operation: 'query' | 'reverse';
      readonly merchantNumber: string;
      readonly orderNumber: string;
    }
  | {
      readonly operation: 'find';
      readonly merchantNumber: string;
      readonly reference: string;
    }
  | {
      readonly operation: 'refund';
      readonly merchantNumber: string;
      readonly orderNumber: string;
      readonly refundNumber: string;
      readonly amountMinor: number;
    }
  | {
      readonly operation: 'query-refund';
      readonly merchantNumber: string;
      readonly refundNumber: string;
    }
  | {
      readonly operation: 'statement';
      readonly merchantNumber: string;
      /** `YYYY-MM-DD` */
      readonly day: string;
    };

/** An answer, whatever language it goes out in. */
export type Outcome =
  | { readonly kind: 'order'; readonly order: Readonly<Order> }
  | { readonly kind: 'opened'; readonly order: Readonly<Order> }
  | { readonly kind: 'refund'; readonly refund: Readonly<Refund> }
  | {
      readonly kind: 'statement';
      readonly merchantNumber: string;
      readonly day: string;
      readonly path: string;
      readonly sha256: string;
    }
  | { readonly kind: 'refusal'; readonly code: Refusal };

/** An acquirer's language: where its messages come in, and how they are written. */
export type Tongue = {
  /** Names of the headers with the signature, in lower case where they are read. */
  readonly headers: {
    readonly merchant: string;
    readonly timestamp: string;
    readonly nonce: string;
    readonly signature: string;
  };
  /** Null for a request that the protocol does not allow. */
  read(method: string, url: URL, body: string): Call | null;
  write(
    outcome: Outcome,
    operation: Call['operation'] | null,
  ): {
    readonly status: number;
    readonly body: object;
  };
};

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
