import { createHash } from 'node:crypto';
import { createReadStream, rmSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import * as v from 'valibot';
import { downloadHttps } from '../https-download.ts';
import type { StatementAnswer, StatementPort } from '../statement.ts';
import { errorOf, noReply, providerError, unknown } from './answers.ts';
import { readWechatBill } from './bill.ts';
import { callWechat, merchantHeaders, type WechatAccount } from './client.ts';

/** How long the line may be silent while a bill comes down. */
const billSilenceMs = 30_000;

const billSchema = v.object({
  hash_type: v.literal('SHA1'),
  hash_value: v.pipe(v.string(), v.regex(/^[0-9a-fA-F]{40}$/)),
  download_url: v.pipe(v.string(), v.maxLength(2_048), v.url()),
});

type Bill = v.InferOutput<typeof billSchema>;

/**
 * "None exists" is also what WeChat says of a day without sales, and before the bill is made: about
 * 10 o'clock of the next day (WeChat's bill pages).
 */
const notReadyCodes: ReadonlySet<string> = new Set(['NO_STATEMENT_EXIST', 'STATEMENT_CREATING']);

/** The trade bill of a day (payment-facts 3.5). */
export function createStatementPort(account: WechatAccount, now: () => number): StatementPort {
  return {
    extension: 'csv.gz',
    timeZone: 'Asia/Shanghai',
    fetch: (day, path) => fetchBill(account, now, day, path),
    read: (path) => readWechatBill(path, account.mchid),
  };
}

async function fetchBill(
  account: WechatAccount,
  now: () => number,
  day: string,
  path: string,
): Promise<StatementAnswer> {
  const question = new URLSearchParams({ bill_date: day, bill_type: 'ALL', tar_type: 'GZIP' });
  const reply = await callWechat(account, now, 'GET', `/v3/bill/tradebill?${question}`);
  if (reply.kind !== 'reply') return noReply(reply);
  if (reply.status !== 200) {
    const error = errorOf(reply.body);
    const isNotReady = reply.status < 500 && notReadyCodes.has(error.code);
    return isNotReady ? { kind: 'not-ready' } : providerError(reply.status, error);
  }
  if (!reply.isSigned) return unknown('payment.signature-wrong', 'a success without a signature');
  const bill = v.safeParse(billSchema, reply.body);
  if (!bill.success) return unknown('payment.provider-error', 'no bill to download');
  return await downloadBill(account, now, bill.output, path);
}

/** The file itself comes without a signature; what vouches for it is the digest in the signed answer. */
async function downloadBill(
  account: WechatAccount,
  now: () => number,
  bill: Bill,
  path: string,
): Promise<StatementAnswer> {
  const url = new URL(bill.download_url);
  if (!isWechats(url, account.origin)) {
    return unknown('payment.provider-error', 'the bill is not at WeChat');
  }
  const target = `${url.pathname}${url.search}`;
  const outcome = await downloadHttps(
    {
      method: 'GET',
      origin: url.origin,
      path: target,
      body: '',
      timeoutMs: billSilenceMs,
      headers: {
        accept: '*/*',
        ...merchantHeaders(account, now(), { method: 'GET', path: target, body: '' }),
      },
      ...(account.ca === undefined ? {} : { ca: account.ca }),
    },
    path,
  );
  const isWhole =
    outcome.kind === 'saved' && (await hasDigest(path, bill.hash_value.toLowerCase()));
  if (isWhole) return { kind: 'saved' };
  rmSync(path, { force: true });
  switch (outcome.kind) {
    case 'saved':
      return unknown('payment.provider-error', 'the bill differs from its digest');
    case 'refused':
      return unknown('payment.provider-error', `HTTP ${outcome.status} to the download`);
    case 'no-answer':
      return unknown('payment.provider-unreachable', outcome.detail);
  }
}

/** Our signature goes to the account's own server and to WeChat's others, such as `api2`. */
function isWechats({ protocol, origin, hostname }: URL, ours: string): boolean {
  if (origin === new URL(ours).origin) return true;
  return protocol === 'https:' && hostname.endsWith('.mch.weixin.qq.com');
}

/** The digest is of the bill as text: a packed one is unpacked first (WeChat's bill pages). */
async function hasDigest(path: string, sha1: string): Promise<boolean> {
  const hash = createHash('sha1');
  try {
    await pipeline(createReadStream(path), createGunzip(), hash);
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) {
      return false;
    }
    throw error;
  }
  return hash.digest('hex') === sha1;
}
