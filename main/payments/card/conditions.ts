import type { FailureCode } from '../../contract/failure.ts';

/**
 * What a terminal's ErrorCondition (nexo Retailer) says about a payment. All but two end it without
 * money: a terminal that is not sure must say `InProgress` or nothing (docs/card-terminal.md).
 */
export type ConditionMeaning =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'declined'; readonly code: FailureCode };

const declined = (code: FailureCode): ConditionMeaning => ({ kind: 'declined', code });

const meanings: ReadonlyMap<string, ConditionMeaning> = new Map([
  ['InProgress', { kind: 'waiting' }],
  ['NotFound', { kind: 'not-found' }],
  // somebody broke it off, at the terminal or here
  ['Cancel', declined('payment.closed')],
  ['Aborted', declined('payment.closed')],
  // the bank or the terminal refuses this card
  ['Refusal', declined('payment.declined')],
  ['WrongPIN', declined('payment.declined')],
  ['InvalidCard', declined('payment.declined')],
  ['PaymentRestriction', declined('payment.declined')],
  ['NotAllowed', declined('payment.declined')],
  // another payment's card is still in it, or another payment is going on
  ['InsertedCard', declined('device.busy')],
  ['Busy', declined('device.busy')],
  // the terminal cannot, whatever the card
  ['DeviceOut', declined('payment.provider-error')],
  ['LoggedOut', declined('payment.provider-error')],
  ['MessageFormat', declined('payment.provider-error')],
  ['UnavailableDevice', declined('payment.provider-error')],
  ['UnavailableService', declined('payment.provider-error')],
  // the terminal is there and its bank is not
  ['UnreachableHost', declined('payment.provider-unreachable')],
]);

/** Null: a word that is not in the protocol, so the outcome is not known. */
export function meaningOf(condition: string): ConditionMeaning | null {
  return meanings.get(condition) ?? null;
}

/** The word itself where it is one of the protocol's: anything else may be anything. */
export function wordOf(condition: string): string {
  return meanings.has(condition) ? condition : 'an unknown ErrorCondition';
}
