import type { Context } from '../commands/context.ts';
import type { Timers } from '../payments/payments.ts';
import type { AccountDesk } from './accounts.ts';

const dayMs = 24 * 3_600_000;

export type ExpiryWatchParts = {
  readonly accounts: Pick<AccountDesk, 'expiring'>;
  readonly notify: Context['notify'];
  readonly timers: Timers;
  readonly now: () => number;
};

/** Says at the start and once a day which account's certificate ends next, from 30 days before. */
export function createExpiryWatch({ accounts, notify, timers, now }: ExpiryWatchParts) {
  let cancelTimer = (): void => undefined;

  function look(): void {
    cancelTimer();
    cancelTimer = timers.after(dayMs, look);
    const [first] = accounts.expiring();
    if (!first) return;
    const days = Math.max(0, Math.ceil((first.endsAt - now()) / dayMs));
    const data = { account: first.accountId, days };
    notify({ kind: 'attention', code: 'account-expiring', data, action: null });
  }

  return { start: look, close: () => cancelTimer() };
}
