/** Why a rule of the sale says no. The words are the contract's failure codes. */
export type RefusalCode =
  | 'line.not-found'
  | 'item.needs-weight'
  | 'price.out-of-range'
  | 'quantity.out-of-range'
  | 'discount.out-of-range'
  | 'sale.empty'
  | 'sale.tendered'
  | 'sale.full'
  | 'tender.out-of-range'
  | 'tender.exceeds-due'
  | 'refund.exceeds-paid';

export type Refusal = {
  readonly ok: false;
  readonly code: RefusalCode;
  readonly data?: Readonly<Record<string, number>>;
};

/** What a rule answers: the new value, or why not. */
export type Outcome<Value> = { readonly ok: true; readonly value: Value } | Refusal;

export function accept<Value>(value: Value): Outcome<Value> {
  return { ok: true, value };
}

export function deny(code: RefusalCode, data?: Readonly<Record<string, number>>): Refusal {
  return data ? { ok: false, code, data } : { ok: false, code };
}
