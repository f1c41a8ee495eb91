import type { KeyObject } from 'node:crypto';

/** A merchant's account at Alipay, and where this terminal stands. */
export type AlipayAccount = {
  /** The account's id in the settings. */
  readonly accountId: string;
  readonly appId: string;
  /** The application's private key (RSA 2048). */
  readonly appKey: KeyObject;
  readonly trust: AlipayTrust;
  /** Alipay's number of the merchant (`2088…`); an answer that names another one is not believed. */
  readonly sellerId?: string;
  /** `https://openapi.alipay.com`, or the simulator. */
  readonly origin: string;
  /** PEM of the simulator's authority; absent: the system's. */
  readonly ca?: string;
  readonly storeId: string;
  /** The terminal's number, which the statement repeats. */
  readonly terminalId: string;
};

/** Alipay's bare public key, or certificate mode (payment-facts 2.3). */
export type AlipayTrust =
  | { readonly kind: 'key'; readonly alipayKey: KeyObject }
  | {
      readonly kind: 'certificate';
      readonly appCertSn: string;
      readonly rootCertSn: string;
      /** Alipay's certificates by their serial numbers as Alipay computes them. */
      readonly alipayKeys: ReadonlyMap<string, KeyObject>;
    };
