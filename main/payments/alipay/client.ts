import { randomUUID } from 'node:crypto';
import { limits } from '../../contract/limits.ts';
import { callHttps } from '../https-call.ts';
import { parseJson, type SignedReply } from '../signed-reply.ts';
import type { AlipayAccount } from './account.ts';
import { authorization } from './sign.ts';
import { verifyAnswer } from './verify.ts';

/**
 * Paths of OpenAPI v3. `pay` stands in alipay-sdk 4.14.0's README; all of them in the tables of
 * Alipay's generated v3 SDKs (github.com/alipay/alipay-sdk-net-all `v3/docs/AlipayTradeApi.md`,
 * alipay-sdk-java-all `AlipayTradeFastpayRefundApi.md`, alipay-sdk-php-all
 * `AlipayDataDataserviceBillDownloadurlApi.md`). All are POST, the last alone is GET.
 */
export const paths = {
  pay: '/v3/alipay/trade/pay',
  precreate: '/v3/alipay/trade/precreate',
  query: '/v3/alipay/trade/query',
  cancel: '/v3/alipay/trade/cancel',
  refund: '/v3/alipay/trade/refund',
  refundQuery: '/v3/alipay/trade/fastpay/refund/query',
  billUrl: '/v3/alipay/data/dataservice/bill/downloadurl/query',
} as const;

export type AlipayReply = SignedReply;

/** One signed call, bound to an account: with a payload it is POST, without one GET. */
export type AlipayCall = (path: string, payload?: object) => Promise<AlipayReply>;

/** Calls with the answer's signature judged over the raw bytes. */
export function createCall(account: AlipayAccount, nowMs: () => number): AlipayCall {
  return async (path, payload) => {
    const method = payload === undefined ? 'GET' : 'POST';
    const body = payload === undefined ? '' : JSON.stringify(payload);
    const outcome = await callHttps({
      method,
      origin: account.origin,
      path,
      body,
      timeoutMs: limits.providerTimeoutMs,
      headers: headersOf(account, method, path, body, nowMs()),
      ...(account.ca === undefined ? {} : { ca: account.ca }),
    });
    if (outcome.kind !== 'answer') return outcome;
    const verdict = verifyAnswer(outcome.headers, outcome.body, account.trust, nowMs());
    if (verdict === 'forged') return { kind: 'forged' };
    return {
      kind: 'reply',
      status: outcome.status,
      isSigned: verdict === 'genuine',
      body: parseJson(outcome.body.toString('utf8')),
    };
  };
}

function headersOf(
  { appId, appKey, trust }: AlipayAccount,
  method: 'GET' | 'POST',
  path: string,
  body: string,
  timestampMs: number,
): Record<string, string> {
  const isCertificate = trust.kind === 'certificate';
  const signer = { appId, appKey, ...(isCertificate ? { appCertSn: trust.appCertSn } : {}) };
  const parts = { method, path, body, timestampMs, nonce: randomUUID() };
  return {
    accept: 'application/json',
    'content-type': 'application/json',
    'user-agent': 'Saoma',
    'alipay-request-id': randomUUID().replaceAll('-', ''),
    ...(isCertificate ? { 'alipay-root-cert-sn': trust.rootCertSn } : {}),
    authorization: authorization(signer, parts),
  };
}
