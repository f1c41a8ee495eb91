import { writeFile } from 'node:fs/promises';
import * as v from 'valibot';
import { limits } from '../../contract/limits.ts';
import { downloadHttps } from '../https-download.ts';
import type { StatementAnswer, StatementPort } from '../statement.ts';
import type { AlipayAccount } from './account.ts';
import { isSuccess, noReply, providerError } from './answers.ts';
import { readBill } from './bill.ts';
import { type AlipayCall, type AlipayReply, paths } from './client.ts';
import { errorOf, plainCode } from './error-codes.ts';
import { beijingTime } from './time.ts';

/** The bill of a day, which Alipay makes until the next morning (payment-facts 2.6). */
export function createStatements(
  account: AlipayAccount,
  call: AlipayCall,
  nowMs: () => number,
): StatementPort {
  return {
    extension: 'zip',
    timeZone: 'Asia/Shanghai',
    async fetch(day, path) {
      if (day >= beijingTime(nowMs()).slice(0, 10)) return { kind: 'not-ready' };
      const query = new URLSearchParams({ bill_type: 'trade', bill_date: day, secure: 'true' });
      const place = billPlace(await call(`${paths.billUrl}?${query}`));
      if (place.kind === 'none') {
        await writeFile(path, '', { mode: 0o600 });
        return { kind: 'saved' };
      }
      return place.kind === 'at' ? download(account, place.url, path) : place;
    },
    read: readBill,
  };
}

const urlSchema = v.object({ bill_download_url: v.pipe(v.string(), v.url()) });

type BillPlace =
  | { readonly kind: 'at'; readonly url: URL }
  /** The day had no trades. */
  | { readonly kind: 'none' }
  | Exclude<StatementAnswer, { kind: 'saved' }>;

/** The codes are as observed on the line, the documented ones differ in spelling (opendocs 02ekfu). */
function billPlace(reply: AlipayReply): BillPlace {
  if (reply.kind !== 'reply') return noReply(reply);
  if (!isSuccess(reply)) {
    const code = plainCode(errorOf(reply.body).code);
    if (code === 'BILL_NOT_EXIST') return { kind: 'not-ready' };
    return code === 'NO_BILL_DATA' ? { kind: 'none' } : providerError(reply);
  }
  const parsed = v.safeParse(urlSchema, reply.body);
  if (!reply.isSigned || !parsed.success) {
    const detail = 'a place for the bill that cannot be believed';
    return { kind: 'unknown', code: 'payment.signature-wrong', detail };
  }
  const url = new URL(parsed.output.bill_download_url);
  url.protocol = 'https:';
  return { kind: 'at', url };
}

/** At once, because the place is good for 30 s. Who fetches is told by the place alone. */
async function download(account: AlipayAccount, url: URL, path: string): Promise<StatementAnswer> {
  const outcome = await downloadHttps(
    {
      method: 'GET',
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      headers: { 'user-agent': 'Saoma' },
      body: '',
      timeoutMs: limits.providerTimeoutMs,
      ...(account.ca === undefined ? {} : { ca: account.ca }),
    },
    path,
  );
  if (outcome.kind === 'saved') return outcome.bytes > 0 ? { kind: 'saved' } : emptyBill;
  const detail = outcome.kind === 'refused' ? `HTTP ${outcome.status}` : outcome.detail;
  return { kind: 'unknown', code: 'payment.provider-error', detail };
}

/** Only the terminal itself writes an empty file, to say that the day had no trades. */
const emptyBill: StatementAnswer = {
  kind: 'unknown',
  code: 'payment.provider-error',
  detail: 'an empty bill',
};
