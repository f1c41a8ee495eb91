import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProviderId } from '../../main/contract/payments/names.ts';
import type { SecretStore } from '../../main/store/secrets.ts';
import { merchantKeyName } from '../../main/wiring/secret-names.ts';
import type { ProviderPlaces } from '../demo/providers.ts';
import {
  type MerchantName,
  merchantKeyPath,
  openKeys as openAcquirerKeys,
} from '../simulators/acquirer/keys.ts';
import { type AcquirerSimulator, startAcquirerSimulator } from '../simulators/acquirer/server.ts';
import { openKeys as openAlipayKeys, terminalFiles } from '../simulators/alipay/keys.ts';
import { type AlipaySimulator, startAlipaySimulator } from '../simulators/alipay/server.ts';
import { type CardSimulator, startCardSimulator } from '../simulators/card/server.ts';
import { openKeys as openWechatKeys } from '../simulators/wechat/keys.ts';
import { caPath, startWechatSimulator, type WechatSimulator } from '../simulators/wechat/server.ts';

/** Long enough for a question to overtake it, shorter than an adapter's patience. */
const slowMs = 1_500;

/** All providers, in this process, so that their books can be asked. */
export type Providers = {
  readonly wechat: WechatSimulator;
  readonly alipay: AlipaySimulator;
  readonly acquirer: AcquirerSimulator;
  readonly card: CardSimulator;
  readonly places: ProviderPlaces;
  close(): Promise<void>;
};

/** @param folder where the keys are, or will be: made by whoever comes first. */
export async function startProviders(folder: string): Promise<Providers> {
  const folders = {
    wechat: join(folder, 'wechat'),
    alipay: join(folder, 'alipay'),
    acquirer: join(folder, 'acquirer'),
  };
  for (const one of Object.values(folders)) mkdirSync(one, { recursive: true });
  const [wechat, alipay, acquirer, card] = await Promise.all([
    startWechatSimulator(openWechatKeys(folders.wechat), slowMs),
    startAlipaySimulator(openAlipayKeys(folders.alipay), { slowMs }),
    startAcquirerSimulator(openAcquirerKeys(folders.acquirer), { slowMs }),
    startCardSimulator(slowMs),
  ]);
  const places = {
    caPath,
    folders,
    wechat: wechat.origin,
    alipay: alipay.origin,
    acquirer: acquirer.origin,
    cardPort: card.port,
  };
  const close = async (): Promise<void> => {
    await Promise.all([wechat.close(), alipay.close(), acquirer.close(), card.close()]);
  };
  return { wechat, alipay, acquirer, card, places, close };
}

/** The merchant's private keys, where a terminal looks for them. */
export function giveKeys({ folders }: ProviderPlaces, secrets: SecretStore): void {
  const keep = (accountId: string, path: string): void =>
    secrets.set(merchantKeyName(accountId), readFileSync(path, 'utf8'));
  keep('wechat', join(folders.wechat, 'merchant-key.pem'));
  keep('alipay', join(folders.alipay, terminalFiles.appKey));
  for (const name of ['unionpay', 'aggregator'] satisfies MerchantName[]) {
    keep(name, merchantKeyPath(folders.acquirer, name));
  }
}

/** What the provider has of this order and still keeps, in fen; null where there are no books. */
export function keptOf(
  { wechat, alipay, acquirer, card }: Providers,
  provider: ProviderId,
  orderNumber: string,
): number | null {
  const kept = (order: { paidMinor: number; refundedMinor: number } | undefined): number =>
    order ? order.paidMinor - order.refundedMinor : 0;
  switch (provider) {
    case 'wechat':
      return kept(wechat.ledger().orders.find(({ outTradeNo }) => outTradeNo === orderNumber));
    case 'alipay':
      return kept(alipay.ledger().orders.find(({ outTradeNo }) => outTradeNo === orderNumber));
    case 'unionpay':
    case 'aggregator':
      return kept(acquirer.ledger().orders.find((order) => order.orderNumber === orderNumber));
    case 'card':
      return kept(
        card.ledger().orders.find(({ saleTransactionId }) => saleTransactionId === orderNumber),
      );
    case 'static':
      return null;
  }
}
