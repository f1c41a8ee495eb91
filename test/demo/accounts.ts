import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeMerchantCode } from '../../main/domain/emv/merchant-codec.ts';
import type { AccountSettings } from '../../main/store/payment-settings.ts';
import { acquirerKeyPath, merchants } from '../simulators/acquirer/keys.ts';
import { appId, terminalFiles } from '../simulators/alipay/keys.ts';
import { terminalNumber } from '../simulators/card/account.ts';
import type { ProviderPlaces } from './providers.ts';

/** The demo shop's accounts beside WeChat's: one of each kind of provider. */
export function moreAccounts(
  places: ProviderPlaces,
  pace: AccountSettings['pace'],
): AccountSettings[] {
  const common = { merchant: 'shop', isOffered: true, pace } as const;
  const https = { ...common, caPath: places.caPath };
  return [
    {
      ...https,
      id: 'alipay',
      provider: 'alipay',
      origin: places.alipay,
      appId,
      trust: {
        kind: 'key',
        alipayPublicKey: readFileSync(
          join(places.folders.alipay, terminalFiles.alipayPublicKey),
          'utf8',
        ),
      },
      storeId: 'S001',
    },
    {
      ...https,
      id: 'unionpay',
      provider: 'unionpay',
      origin: places.acquirer,
      ...merchants.unionpay,
      location: '杭州市西湖区文三路 1 号',
      wallets: ['unionpay', 'ecny'],
      takesEmv: true,
      ways: ['presented', 'shown', 'link'],
      dialectPath: null,
      acquirerKey: readFileSync(acquirerKeyPath(places.folders.acquirer), 'utf8'),
    },
    {
      ...common,
      id: 'card',
      provider: 'card',
      host: '127.0.0.1',
      port: places.cardPort,
      terminalNumber,
    },
    {
      ...common,
      id: 'static',
      provider: 'static',
      payload: printedCode(),
      wallets: ['wechat', 'alipay', 'unionpay'],
    },
  ];
}

/** The code that stands printed on the counter, as an acquirer would have issued it. */
function printedCode(): string {
  const encoded = encodeMerchantCode([
    { id: '00', value: '01' },
    { id: '01', value: '11' },
    { id: '26', value: `0011com.example0115${merchants.unionpay.merchantNumber}` },
    { id: '52', value: '5411' },
    { id: '53', value: '156' },
    { id: '58', value: 'CN' },
    { id: '59', value: 'SAOMA CORNER SHOP' },
    { id: '60', value: 'HANGZHOU' },
  ]);
  if (!encoded.ok) throw new Error(`the demo's printed code: ${encoded.reason} ${encoded.tag}`);
  return encoded.value;
}
