import type { KeyObject } from 'node:crypto';
import type { PayWay, WalletId } from '../provider.ts';

/** A merchant's account at an acquirer (UnionPay QR) or an aggregator, and where this terminal stands. */
export type AcquirerAccount = {
  /** The account's id in the settings. */
  readonly accountId: string;
  readonly provider: 'unionpay' | 'aggregator';
  readonly origin: string;
  /** PEM of the simulator's authority; absent: the system's. */
  readonly ca?: string;
  readonly merchantNumber: string;
  /** The acquirer's number for this terminal, 8 digits for UnionPay (payment-facts 4.1 `termId`). */
  readonly terminalNumber: string;
  /** The terminal's own serial, and where it is installed (payment-facts 6). */
  readonly terminalSerial: string;
  readonly location: string | null;
  readonly wallets: readonly WalletId[];
  readonly takesEmv: boolean;
  readonly ways: readonly PayWay[];
  /** Signs requests (RSA 2048, SHA-256), and checks answers. */
  readonly merchantKey: KeyObject;
  readonly acquirerKey: KeyObject;
  /** The JSON of a mapping file for the acquirer's own dialect; null for the protocol as documented. */
  readonly dialect: unknown;
};
