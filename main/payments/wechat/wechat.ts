import type { Clock } from '../payments.ts';
import type {
  ChargeRequest,
  FoundOrder,
  Order,
  PaymentProvider,
  ProviderAnswer,
  ProviderTiming,
} from '../provider.ts';
import {
  type AskedOrder,
  chargeAnswer,
  foundAnswer,
  queryAnswer,
  reverseAnswer,
} from './answers.ts';
import { callWechat, type WechatAccount } from './client.ts';
import { descriptionOf, orderPath } from './order-path.ts';
import { createRefundPort } from './refunds.ts';
import { chargeShown, queryShown, reverseShown, shownTiming } from './shown.ts';
import { createStatementPort } from './statements.ts';

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

const notOffered: ProviderAnswer = {
  kind: 'declined',
  code: 'payment.not-configured',
  detail: 'an order for a shown code needs an address for reports',
};

/** WeChat Pay v3 for a merchant connected directly: codes that are presented, and codes that are shown. */
export function createWechat(account: WechatAccount, clock: Clock): PaymentProvider {
  const now = (): number => clock.now();
  const { appid, mchid, notifyUrl } = account;
  const asked = (orderNumber: string): AskedOrder => ({ mchid, orderNumber });

  return {
    id: 'wechat',
    kind: 'third-party',
    accountId: account.accountId,
    currency: 'CNY',
    wallets: ['wechat'],
    takesEmv: false,
    ways: {
      presented: wechatTiming,
      ...(notifyUrl === undefined ? {} : { shown: shownTiming }),
    },
    origin: account.origin,
    async charge(request) {
      if (request.way === 'shown') {
        if (notifyUrl === undefined) return notOffered;
        return await chargeShown(account, now, notifyUrl, request);
      }
      const path = '/v3/pay/transactions/codepay';
      const reply = await callWechat(account, now, 'POST', path, codepayBody(account, request));
      return chargeAnswer(reply, asked(request.orderNumber));
    },
    async query(order: Order) {
      if (order.way === 'shown') return await queryShown(account, now, order);
      const { orderNumber } = order;
      const path = `${orderPath(orderNumber)}?mchid=${encodeURIComponent(mchid)}`;
      return queryAnswer(await callWechat(account, now, 'GET', path), asked(orderNumber));
    },
    async reverse(order: Order) {
      if (order.way === 'shown') return await reverseShown(account, now, order);
      const { orderNumber } = order;
      const path = `${orderPath(orderNumber)}/reverse`;
      const reply = await callWechat(account, now, 'POST', path, { appid, mchid });
      return reverseAnswer(reply, asked(orderNumber));
    },
    refunds: createRefundPort(account, now),
    find: (providerRef) => find(account, now, providerRef),
    statements: createStatementPort(account, now),
  };
}

/** WeChat's own number as it stands on the customer's phone: up to 32 letters and digits. */
async function find(
  account: WechatAccount,
  now: () => number,
  providerRef: string,
): Promise<FoundOrder> {
  if (!/^[0-9A-Za-z]{1,32}$/.test(providerRef)) return { kind: 'not-found' };
  const mchid = encodeURIComponent(account.mchid);
  const path = `/v3/pay/transactions/id/${providerRef}?mchid=${mchid}`;
  return foundAnswer(await callWechat(account, now, 'GET', path), account.mchid);
}

/** payment-facts 3.1: codepay names the terminal's address `device_ip`, unlike the other v3 calls. */
function codepayBody(account: WechatAccount, request: ChargeRequest): object {
  return {
    appid: account.appid,
    mchid: account.mchid,
    description: descriptionOf(request),
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
