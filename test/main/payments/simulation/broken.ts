import type { PaymentProvider } from '../../../../main/payments/provider.ts';

/** Ways to break the terminal's side, to see whether the simulation would notice. */
export const breakages = [
  'skip-reversal',
  'double-charge',
  'forget-refund',
  'silence-is-failure',
] as const;
export type Breakage = (typeof breakages)[number];

export function isBreakage(name: string): name is Breakage {
  return breakages.some((known) => known === name);
}

export function breakProvider(provider: PaymentProvider, broken: Breakage): PaymentProvider {
  const { refunds } = provider;
  switch (broken) {
    case 'skip-reversal':
      return { ...provider, reverse: async () => ({ kind: 'reversed' }) };
    case 'double-charge':
      return {
        ...provider,
        charge: async (request) => {
          const answer = await provider.charge(request);
          if (answer.kind !== 'unknown') return answer;
          return await provider.charge({ ...request, orderNumber: `${request.orderNumber}again` });
        },
      };
    case 'forget-refund': {
      if (!refunds) return provider;
      return {
        ...provider,
        refunds: {
          ...refunds,
          refund: async ({ amountMinor }) => ({
            kind: 'refunded',
            refundedMinor: amountMinor,
            providerRefundRef: 'forgotten',
          }),
        },
      };
    }
    case 'silence-is-failure':
      return {
        ...provider,
        charge: async (request) => {
          const answer = await provider.charge(request);
          if (answer.kind !== 'unknown') return answer;
          return { kind: 'declined', code: 'payment.declined', detail: 'hasty' };
        },
      };
  }
}
