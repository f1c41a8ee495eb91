import type { Clock } from '../payments.ts';
import type { ChargeRequest, Order, PaymentProvider, ProviderTiming } from '../provider.ts';
import { type AskedOrder, chargeAnswer, queryAnswer, reverseAnswer } from './answers.ts';
import { callWechat, type WechatAccount } from './client.ts';

/**
 * payment-facts 3.2: where WeChat's own pages disagree, the choice that is safe under each of them.
 * A payment code lives about a minute, so after that an order WeChat does not know was never charged.
 */
export const wechatTiming: ProviderTiming = {
  firstQueryMs: 5_000,
  queryIntervalMs: 5_000,
  totalMs: 45_000,
  earliestReverseMs: 15_000,
  reverseIntervalMs: 10_000,
  reverseIntervalMaxMs: 60_000,
  notFoundFinalMs: 60_000,
  reversalWindowMs: 7 * 24 * 3_600_000,
};

const descriptionCharactersMax = 127;

/** WeChat Pay v3, payment code shown by the customer (codepay), merchant connected directly. */
export function createWechat(account: WechatAccount, clock: Clock): PaymentProvider {
  const now = (): number => clock.now();
  const { appid, mchid } = account;
  const asked = (orderNumber: string): AskedOrder => ({ mchid, orderNumber });
  const orderPath = (orderNumber: string): string =>
    `/v3/pay/transactions/out-trade-no/${encodeURIComponent(orderNumber)}`;

  return {
    id: 'wechat',
    kind: 'third-party',
    accountId: account.accountId,
    currency: 'CNY',
    wallets: ['wechat'],
    takesEmv: false,
    ways: { presented: wechatTiming },
    origin: account.origin,
    async charge(request) {
      const path = '/v3/pay/transactions/codepay';
      const reply = await callWechat(account, now, 'POST', path, codepayBody(account, request));
      return chargeAnswer(reply, asked(request.orderNumber));
    },
    async query({ orderNumber }: Order) {
      const path = `${orderPath(orderNumber)}?mchid=${encodeURIComponent(mchid)}`;
      return queryAnswer(await callWechat(account, now, 'GET', path), asked(orderNumber));
    },
    async reverse({ orderNumber }: Order) {
      const path = `${orderPath(orderNumber)}/reverse`;
      const reply = await callWechat(account, now, 'POST', path, { appid, mchid });
      return reverseAnswer(reply, asked(orderNumber));
    },
    refunds: null,
    find: null,
    statements: null,
  };
}

/** payment-facts 3.1: codepay names the terminal's address `device_ip`, unlike the other v3 calls. */
function codepayBody(account: WechatAccount, request: ChargeRequest): object {
  return {
    appid: account.appid,
    mchid: account.mchid,
    description: [...request.description].slice(0, descriptionCharactersMax).join(''),
    out_trade_no: request.orderNumber,
    payer: { auth_code: request.code },
    amount: { total: request.amountMinor, currency: 'CNY' },
    scene_info: {
      device_id: account.deviceId,
      device_ip: account.deviceIp,
      store_info: { out_id: account.storeNumber },
    },
  };
}
