import type { Clock } from '../payments.ts';
import type { Order, PaymentProvider, ProviderTiming, RefundPort } from '../provider.ts';
import { type CardAccount, cardOrigin } from './account.ts';
import { chargeAnswer, foundAnswer, queryAnswer, reverseAnswer } from './answers.ts';
import { askTerminal } from './ask.ts';
import { isCardText } from './card-data.ts';
import {
  abortRequest,
  askedFor,
  hasOurForm,
  lookUpRequest,
  paymentRequest,
  refundRequest,
  reversalRequest,
  statusRequest,
} from './messages.ts';
import { cardRefundTiming, refundAnswer, refundQueryAnswer } from './refunds.ts';

/**
 * payment-facts 12: 120 s is how long a payment at a local terminal may take before its status
 * counts instead. A terminal has no code that runs out; that it does not know an order is final
 * soon, because one that was reversed unheard of is never charged (docs/card-terminal.md). A
 * reversal lasts until the bank settles the day (general knowledge of card terminals).
 */
export const cardTiming: ProviderTiming = {
  firstQueryMs: 5_000,
  queryIntervalMs: 5_000,
  totalMs: 120_000,
  earliestReverseMs: 0,
  reverseIntervalMs: 5_000,
  reverseIntervalMaxMs: 60_000,
  notFoundFinalMs: 15_000,
  reversalWindowMs: 24 * 3_600_000,
};

/** A customer looks for the card and types a PIN while the line of the charge stays open. */
const cardTimeoutMs = 120_000;
/** The bank is asked to take it back. */
const reversalTimeoutMs = 30_000;

/**
 * A bank card terminal on the counter's own network, by the protocol of docs/card-terminal.md. It
 * alone sees cards: what it says must not have a card number in it. The bank's list of the day's
 * payments is not read, so there are no statements.
 */
export function createCard(account: CardAccount, clock: Clock): PaymentProvider {
  const { accountId, currency } = account;
  return {
    id: 'card',
    kind: 'bank',
    accountId,
    currency,
    wallets: [],
    takesEmv: false,
    ways: { card: cardTiming },
    origin: cardOrigin(account),
    async charge(order) {
      const { amountMinor, orderNumber } = order;
      const asked = askedFor(orderNumber);
      const request = paymentRequest(asked, { amountMinor, currency }, clock.now());
      const reply = await askTerminal(account, request, among(order), cardTimeoutMs);
      return chargeAnswer(reply, orderNumber);
    },
    async query(order) {
      const { orderNumber } = order;
      const request = statusRequest(account, askedFor(orderNumber));
      return queryAnswer(await askTerminal(account, request, among(order)), orderNumber);
    },
    async reverse(order) {
      const { orderNumber, providerRef } = order;
      const asked = askedFor(orderNumber);
      // what is known to be paid is not going on any more; whatever is said to the abort, the
      // reversal's answer alone counts
      if (providerRef === undefined) {
        await askTerminal(account, abortRequest(account, asked), among(order));
      }
      const request = reversalRequest(asked, providerRef);
      const reply = await askTerminal(account, request, among(order), reversalTimeoutMs);
      return reverseAnswer(reply, orderNumber);
    },
    refunds: refundPort(account, clock),
    async find(providerRef) {
      // somebody typed the number on the card instead of the one on the slip
      if (isCardText(providerRef)) {
        const detail = 'a card number was asked about';
        return { kind: 'unknown', code: 'payment.card-data', detail };
      }
      const reply = await askTerminal(account, lookUpRequest(providerRef), hasOurForm);
      return foundAnswer(reply, providerRef);
    },
    statements: null,
  };
}

function refundPort(account: CardAccount, clock: Clock): RefundPort {
  const { currency } = account;
  return {
    timing: cardRefundTiming,
    async refund(request) {
      const { amountMinor, refundNumber, order } = request;
      if (order.providerRef === undefined) {
        const detail = 'a payment that the terminal gave no number';
        return { kind: 'declined', code: 'refund.not-possible', detail };
      }
      const money = { amountMinor, currency };
      const asked = askedFor(refundNumber);
      const message = refundRequest(asked, money, order.providerRef, clock.now());
      const isOurs = among(order, refundNumber);
      const reply = await askTerminal(account, message, isOurs, cardTimeoutMs);
      return refundAnswer(reply, request, currency);
    },
    async query(request) {
      const { refundNumber, order } = request;
      const message = statusRequest(account, askedFor(refundNumber));
      const reply = await askTerminal(account, message, among(order, refundNumber));
      return refundQueryAnswer(reply, request, currency);
    },
  };
}

/** The numbers that an answer about an order may repeat. */
function among(
  { orderNumber, providerRef }: Pick<Order, 'orderNumber' | 'providerRef'>,
  refundNumber?: string,
): (text: string) => boolean {
  return (text) => text === orderNumber || text === providerRef || text === refundNumber;
}
