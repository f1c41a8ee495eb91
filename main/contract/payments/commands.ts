import * as v from 'valibot';
import { amountMinor, approval, code, id, quantityMilli, shortText } from '../values.ts';
import { payWays, walletIds } from './names.ts';

const nothing = v.strictObject({});
/** `YYYY-MM-DD`, as the provider counts days. */
export const day = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/));
/** A file in the inbox, by name alone. */
export const inboxFile = v.pipe(v.string(), v.regex(/^[^/\\]{1,200}$/));

/** How a difference between the journal and a statement was worked off. */
export const resolutions = [
  'found-later', // it stands in another day's statement
  'refunded', // the money was given back
  'attached', // the money belongs to a sale after all
  'claimed', // the provider was asked to put it right
  'written-off',
] as const;

/** Which of an account's keys is meant. Names, never contents. */
export const accountKeys = ['merchant-key', 'platform-key', 'merchant-certificate'] as const;

export const paymentCommands = {
  // taking money without a scanned code
  /** Shows a code, makes a link, or asks the card terminal, for what is due or the part chosen. */
  'pay.start': v.strictObject({
    way: v.picklist(payWays.filter((way) => way !== 'presented')),
    accountId: id,
  }),
  /** Answers what the till asked about a scanned code; null puts the code away. */
  'pay.choose': v.strictObject({ askId: id, wallet: v.nullable(v.picklist(walletIds)) }),
  /** A static code that nobody can verify is taken for paid, by the shop's rule. */
  'pay.accept': v.strictObject({ approval }),
  /** The sale waits for its link while the till goes on. */
  'pay.park': nothing,

  // giving money back
  'refund.open': v.strictObject({ saleId: id }),
  'refund.leave': nothing,
  /**
   * Lines, or with no lines an amount, of a finished sale; null for all that is left of it.
   * Above the shop's limit it needs the approval.
   */
  'refund.make': v.strictObject({
    saleId: id,
    lines: v.pipe(v.array(v.strictObject({ lineId: id, quantityMilli })), v.maxLength(999)),
    amountMinor: v.nullable(amountMinor),
    reason: shortText,
    approval: v.nullable(approval),
  }),
  /** A part that the provider refused: once more, */
  'refund.retry': v.strictObject({ refundId: id, partId: id }),
  /** or out of the drawer instead, */
  'refund.pay-cash': v.strictObject({ refundId: id, partId: id, approval }),
  /** or not at all, as long as nothing of the document went back. */
  'refund.drop': v.strictObject({ refundId: id }),

  // the doubt desk
  /** Asks the provider about one payment or refund at once. */
  'desk.ask': v.strictObject({ kind: v.picklist(['payment', 'refund']), id }),
  /** Asks by the number on the customer's phone; what comes of it stands on the desk. */
  'desk.look-up': v.strictObject({ accountId: id, providerRef: code }),
  /** Money that was found late belongs to the sale that is open. */
  'desk.attach': v.strictObject({ attemptId: id }),
  /** Money that belongs to no sale goes back. */
  'desk.return': v.strictObject({ attemptId: id, approval }),
  /** Nobody answers any more: a person says what became of it. */
  'desk.decide': v.strictObject({
    attemptId: id,
    as: v.picklist(['paid', 'not-paid']),
    approval,
  }),

  // comparing with the providers' statements
  'reconcile.fetch': v.strictObject({ accountId: id, day }),
  'reconcile.import': v.strictObject({ accountId: id, day, file: inboxFile }),
  'reconcile.settle': v.strictObject({
    differenceId: id,
    resolution: v.picklist(resolutions),
    reason: shortText,
  }),
  'reconcile.close': v.strictObject({ accountId: id, day }),

  // provider accounts
  /** Takes a key from a file in the inbox; the file is removed when the key is kept. */
  'account.take-key': v.strictObject({
    accountId: id,
    key: v.picklist(accountKeys),
    file: inboxFile,
  }),
  /** The next scan is a key; null stops listening. */
  'account.listen-key': v.strictObject({
    accountId: id,
    key: v.nullable(v.picklist(accountKeys)),
  }),
  /** Asks the provider something harmless, to see whether the keys fit. */
  'account.test': v.strictObject({ accountId: id }),
  /** From now on the other merchant is paid. */
  'account.switch-merchant': v.strictObject({ merchantId: id, approval }),
  'account.set-offered': v.strictObject({ accountId: id, isOffered: v.boolean() }),
} as const;
