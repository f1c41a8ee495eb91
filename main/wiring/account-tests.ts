import { randomBytes } from 'node:crypto';
import { type Result, refuse, succeed } from '../contract/failure.ts';
import type { AccountShown } from '../contract/payments/queries.ts';
import type { ProviderAnswer } from '../payments/provider.ts';
import type { AccountList } from './account-list.ts';

export type AccountTest = {
  readonly accountId: string;
  readonly isGood: boolean;
  /** It was reached and did not accept what was signed: not merely out of reach. */
  readonly isRefused: boolean;
};

export type AccountTestParts = {
  readonly list: AccountList;
  readonly now: () => number;
  readonly changed: () => void;
  readonly report: (error: unknown) => void;
  /** The provider has said what it thinks of the keys. */
  readonly onEnd: (test: AccountTest) => void;
};

export type AccountTests = {
  start(accountId: string): Result<void>;
  of(accountId: string): AccountShown['test'];
};

/** Asks a provider about an order that never was: whoever answers "not found" has accepted the keys. */
export function createAccountTests(parts: AccountTestParts): AccountTests {
  const { list, now, changed } = parts;
  const tests = new Map<string, NonNullable<AccountShown['test']>>();

  /** Answers to what was asked before the keys changed say nothing about the new ones. */
  const asked = new Map<string, string>();

  function hear(accountId: string, orderNumber: string, answer: ProviderAnswer): void {
    if (asked.get(accountId) !== orderNumber) return;
    const isGood = ['not-found', 'waiting', 'declined', 'reversed'].includes(answer.kind);
    const failure = answer.kind === 'unknown' ? answer.code : null;
    tests.set(accountId, { at: now(), state: isGood ? 'good' : 'bad', failure });
    const isRefused = failure === 'payment.provider-error' || failure === 'payment.signature-wrong';
    parts.onEnd({ accountId, isGood, isRefused });
    changed();
  }

  return {
    start(accountId) {
      const provider = list.providers().find((known) => known.accountId === accountId);
      if (!provider || provider.origin === null) {
        return refuse('payment.not-configured', `${accountId} has nobody to ask`);
      }
      const [way = 'presented'] = Object.keys(provider.ways) as (keyof typeof provider.ways)[];
      const orderNumber = `test${randomBytes(12).toString('hex')}`;
      asked.set(accountId, orderNumber);
      tests.set(accountId, { at: now(), state: 'asking', failure: null });
      changed();
      provider
        .query({ orderNumber, way, amountMinor: 1 })
        .then((answer) => hear(accountId, orderNumber, answer))
        .catch(parts.report);
      return succeed(undefined);
    },
    of: (accountId) => tests.get(accountId) ?? null,
  };
}
