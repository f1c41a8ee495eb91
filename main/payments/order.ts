import type { Attempt } from './attempt.ts';
import type { Order, PaymentProvider } from './provider.ts';

/** The order of an attempt, or of a refund's payment, as its provider knows it. */
export function orderOf({
  orderNumber,
  way,
  amountMinor,
  providerRef,
}: Pick<Attempt, 'orderNumber' | 'way' | 'amountMinor' | 'providerRef'>): Order {
  return { orderNumber, way, amountMinor, ...(providerRef === undefined ? {} : { providerRef }) };
}

/** The account that took it. Records from before there were several name the provider alone. */
export function accountOf(
  providers: readonly PaymentProvider[],
  { accountId, provider }: Pick<Attempt, 'accountId' | 'provider'>,
): PaymentProvider | undefined {
  return providers.find((known) =>
    accountId === undefined ? known.id === provider : known.accountId === accountId,
  );
}
