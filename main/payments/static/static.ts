import { PosError } from '../../contract/failure.ts';
import { withAmount } from '../../domain/emv/with-amount.ts';
import type { Clock } from '../payments.ts';
import type { PaymentProvider, ProviderAnswer, ProviderTiming } from '../provider.ts';
import type { StaticAccount } from './account.ts';

const totalMs = 15 * 60_000;

/**
 * Nobody answers, so there is one question only, and that ends the waiting. A reversal is taken at no
 * time: what a statement shows as paid after that is money found late, for a person.
 */
export const staticTiming: ProviderTiming = {
  firstQueryMs: totalMs,
  queryIntervalMs: 60_000,
  totalMs,
  earliestReverseMs: 0,
  reverseIntervalMs: 60_000,
  reverseIntervalMaxMs: 60_000,
  notFoundFinalMs: Number.MAX_SAFE_INTEGER,
  reversalWindowMs: 0,
};

/** Long enough to be unique in a statement, short enough for every scheme's reference. */
const referenceCharacters = 12;

/**
 * The merchant's own EMVCo code, with the sale's amount put into it. It is shown; whether it was paid
 * is known from a person or a statement alone.
 * @throws PosError `payment.not-configured` when no amount of the account's currency goes into the code
 */
export function createStatic(account: StaticAccount, clock: Clock): PaymentProvider {
  const payload = account.payload.trim();
  const priced = (amountMinor: number, reference: string, expiresAt: number) =>
    withAmount(payload, amountMinor, account.currency, reference, {
      createdAt: clock.now(),
      expiresAt,
    });
  const trial = priced(1, '0', clock.now() + totalMs);
  if (!trial.ok) throw unusable(trial.reason, trial.tag);

  return {
    id: 'static',
    kind: 'bank',
    accountId: account.accountId,
    currency: account.currency,
    wallets: account.wallets,
    takesEmv: false,
    ways: { static: staticTiming },
    origin: null,
    async charge({ amountMinor, orderNumber, expiresAt }) {
      const code = priced(amountMinor, orderNumber.slice(-referenceCharacters), expiresAt);
      if (code.ok) return { kind: 'shown', content: code.value };
      const detail = `${code.reason} ${code.tag}`.trim();
      return { kind: 'declined', code: 'payment.not-configured', detail };
    },
    query: async () => ({ kind: 'waiting' }),
    reverse: async () => nobodyKnows,
    refunds: null,
    find: null,
    statements: null,
  };
}

const nobodyKnows: ProviderAnswer = {
  kind: 'unknown',
  code: 'payment.unverified',
  detail: 'nobody can be asked about a static code',
};

function unusable(reason: string, tag: string): PosError {
  return new PosError({
    code: 'payment.not-configured',
    message: `the merchant's code cannot take an amount: ${reason} ${tag}`.trim(),
    retry: 'after-fix',
    data: { reason, tag },
  });
}
