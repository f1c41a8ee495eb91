import { limits } from '../../../main/contract/limits.ts';
import type { AccountShown } from '../../../main/contract/payments/queries.ts';
import { failureWords, t } from '../../text.ts';
import type { Health } from '../frame/mark.tsx';

export type KeyShown = AccountShown['keys'][number];

/** A state as a shape and its words. */
export type Standing = { readonly health: Health; readonly words: string };

const dayMs = 24 * 3_600_000;

/** Whether a key is there, and whether its certificate ends soon. */
export function keyStanding({ isSet, expiresAt }: KeyShown, nowMs: number): Standing {
  if (!isSet) return { health: 'off', words: t('accountKey.unset') };
  const leftMs = expiresAt === null ? Number.POSITIVE_INFINITY : expiresAt - nowMs;
  if (leftMs <= 0) return { health: 'off', words: t('accountKey.ended') };
  if (leftMs < limits.certificateWarnMs) {
    const count = Math.ceil(leftMs / dayMs);
    return { health: 'attention', words: t('accountKey.endsSoon', { count }) };
  }
  return { health: 'ready', words: t('accountKey.set') };
}

/** Whether money can be taken: what main says, and what is about to end. */
export function accountStanding(account: AccountShown, nowMs: number): Standing {
  const { isReady, failure } = account;
  if (!isReady) {
    return { health: 'off', words: failureWords(failure ?? 'payment.not-configured').what };
  }
  for (const key of account.keys) {
    const { health, words } = keyStanding(key, nowMs);
    if (health !== 'ready') return { health, words: `${t(`accountKey.${key.key}`)} · ${words}` };
  }
  return { health: 'ready', words: t('accounts.ready') };
}

export type Merchant = {
  readonly merchantId: string;
  readonly name: string;
  readonly accounts: readonly AccountShown[];
};

/** Who has accounts here; the one that is paid comes first. */
export function merchantsOf(
  accounts: readonly AccountShown[],
  activeMerchantId: string | null,
): readonly Merchant[] {
  const groups = Map.groupBy(accounts, ({ merchantId }) => merchantId);
  const merchants = [...groups].map(([merchantId, own]) => ({
    merchantId,
    name: own[0]?.merchantName ?? '',
    accounts: own,
  }));
  const isActive = ({ merchantId }: Merchant) => merchantId === activeMerchantId;
  return [...merchants.filter(isActive), ...merchants.filter((one) => !isActive(one))];
}
