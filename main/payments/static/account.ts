import type { WalletId } from '../provider.ts';

/** A merchant's fixed EMVCo code, as the acquirer issued it. */
export type StaticAccount = {
  /** The account's id in the settings. */
  readonly accountId: string;
  readonly payload: string;
  readonly currency: string;
  readonly wallets: readonly WalletId[];
};
