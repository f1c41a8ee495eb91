import { createPrivateKey, createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { AcquirerAccount } from '../../../main/payments/acquirer/account.ts';
import { acquirerKeyPath, type MerchantName, merchantKeyPath, merchants } from './keys.ts';
import { caPath } from './server.ts';

/**
 * The terminal's account at a simulator that listens at `origin` with the keys in `folder`.
 * @param dialect the JSON of a mapping file, when the other dialect is to be spoken.
 */
export function simulatorAccount(
  origin: string,
  folder: string,
  provider: MerchantName,
  dialect: unknown = null,
): AcquirerAccount {
  return {
    accountId: provider,
    provider,
    ...merchants[provider],
    origin,
    ca: readFileSync(caPath, 'utf8'),
    terminalSerial: 'SN-0001',
    location: 'Yan’an Road 1, Shanghai',
    wallets:
      provider === 'unionpay' ? ['unionpay'] : ['wechat', 'alipay', 'unionpay', 'ecny', 'qq'],
    takesEmv: provider === 'unionpay',
    ways: ['presented', 'shown', 'link'],
    merchantKey: createPrivateKey(readFileSync(merchantKeyPath(folder, provider))),
    acquirerKey: createPublicKey(readFileSync(acquirerKeyPath(folder))),
    dialect,
  };
}
