import { type KeyObject, randomBytes } from 'node:crypto';
import { limits } from '../../contract/limits.ts';
import { callHttps } from '../https-call.ts';
import { parseJson, type SignedReply } from '../signed-reply.ts';
import { authorization, type SignedParts } from './sign.ts';
import { type PlatformKeys, verifyAnswer } from './verify.ts';

/** A merchant's account at WeChat Pay, and where this terminal stands. */
export type WechatAccount = {
  /** The account's id in the settings. */
  readonly accountId: string;
  readonly appid: string;
  readonly mchid: string;
  /** Serial number of the merchant's API certificate, and its private key. */
  readonly merchantSerial: string;
  readonly merchantKey: KeyObject;
  readonly platformKeys: PlatformKeys;
  /** Which of the platform keys WeChat is asked to sign with: `PUB_KEY_ID_…` or a certificate's serial. */
  readonly platformSerial: string;
  /** `https://api.mch.weixin.qq.com`, or the simulator. */
  readonly origin: string;
  /** PEM of the simulator's authority; absent: the system's. */
  readonly ca?: string;
  /** The address, the serial and the store this terminal is known by; WeChat wants the first for each charge. */
  readonly deviceIp: string;
  readonly deviceId: string;
  readonly storeNumber: string;
  /**
   * Where WeChat reports a paid shown code: HTTPS, reachable from outside, without a query. WeChat
   * takes no order for a shown code without one, so without it the way `shown` is not offered. A till
   * whose hub does not listen there still works: it asks by itself, and WeChat gives up reporting
   * to an address that does not answer after a day.
   */
  readonly notifyUrl?: string;
};

export type WechatReply = SignedReply;

/** One signed call to WeChat Pay v3 with the answer's signature judged over the raw bytes. */
export async function callWechat(
  account: WechatAccount,
  nowMs: () => number,
  method: 'GET' | 'POST',
  path: string,
  payload?: object,
): Promise<WechatReply> {
  const body = payload === undefined ? '' : JSON.stringify(payload);
  const { ca } = account;
  const outcome = await callHttps({
    method,
    origin: account.origin,
    path,
    body,
    timeoutMs: limits.providerTimeoutMs,
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      ...merchantHeaders(account, nowMs(), { method, path, body }),
    },
    ...(ca === undefined ? {} : { ca }),
  });
  if (outcome.kind !== 'answer') return outcome;
  const verdict = verifyAnswer(outcome.headers, outcome.body, account.platformKeys, nowMs());
  if (verdict === 'forged') return { kind: 'forged' };
  return {
    kind: 'reply',
    status: outcome.status,
    isSigned: verdict === 'genuine',
    body: parseJson(outcome.body.toString('utf8')),
  };
}

/** Who asks, in the words of v3; `wechatpay-serial` is the key that the answer is to be signed with. */
export function merchantHeaders(
  { mchid, merchantSerial, merchantKey, platformSerial }: WechatAccount,
  nowMs: number,
  request: Pick<SignedParts, 'method' | 'path' | 'body'>,
): Record<string, string> {
  const signer = { mchid, serialNo: merchantSerial, privateKey: merchantKey };
  const timestampS = Math.floor(nowMs / 1_000);
  const nonce = randomBytes(16).toString('hex');
  return {
    'user-agent': 'Saoma',
    'wechatpay-serial': platformSerial,
    authorization: authorization(signer, { ...request, timestampS, nonce }),
  };
}
