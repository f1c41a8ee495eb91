import type { Clock } from '../payments.ts';
import type { ChargeRequest, Order, PaymentProvider } from '../provider.ts';
import type { AlipayAccount } from './account.ts';
import {
  type AskedOrder,
  cancelAnswer,
  findAnswer,
  payAnswer,
  precreateAnswer,
  queryAnswer,
} from './answers.ts';
import { createCall, paths } from './client.ts';
import { createRefunds } from './refunds.ts';
import { createStatements } from './statements.ts';
import { beijingTime } from './time.ts';
import { presentedTiming, shownTiming } from './timing.ts';
import { yuanOf } from './yuan.ts';

const subjectCharactersMax = 256;

/** Alipay's face-to-face payments over OpenAPI v3, merchant connected directly (payment-facts 2). */
export function createAlipay(account: AlipayAccount, clock: Clock): PaymentProvider {
  const now = (): number => clock.now();
  const { sellerId } = account;
  const call = createCall(account, now);
  const asked = (orderNumber: string): AskedOrder => ({ orderNumber, sellerId });

  const query = async ({ orderNumber }: Order) =>
    queryAnswer(await call(paths.query, { out_trade_no: orderNumber }), asked(orderNumber));

  return {
    id: 'alipay',
    kind: 'third-party',
    accountId: account.accountId,
    currency: 'CNY',
    wallets: ['alipay'],
    takesEmv: false,
    ways: { presented: presentedTiming, shown: shownTiming },
    origin: account.origin,
    async charge(request) {
      const { orderNumber, way } = request;
      if (way === 'shown') {
        const reply = await call(paths.precreate, precreateBody(account, request));
        return precreateAnswer(reply, asked(orderNumber));
      }
      const reply = await call(paths.pay, payBody(account, request));
      const answer = payAnswer(reply, asked(orderNumber));
      if (answer !== 'accepted') return answer;
      const trade = await query(request);
      return trade.kind === 'not-found' ? { kind: 'waiting' } : trade;
    },
    query,
    async reverse({ orderNumber }) {
      const reply = await call(paths.cancel, { out_trade_no: orderNumber });
      return cancelAnswer(reply, asked(orderNumber));
    },
    refunds: createRefunds(call),
    async find(tradeNo) {
      return findAnswer(await call(paths.query, { trade_no: tradeNo }), { tradeNo, sellerId });
    },
    statements: createStatements(account, call, now),
  };
}

/**
 * payment-facts 2.4. Should this terminal die, Alipay closes the trade by itself: 5 minutes is the
 * least that its description of v3 advises for a payment code (opendocs 02ekfp).
 */
function payBody(account: AlipayAccount, request: ChargeRequest): object {
  return {
    ...orderBody(account, request),
    product_code: 'FACE_TO_FACE_PAYMENT',
    scene: 'bar_code',
    auth_code: request.code,
    timeout_express: '5m',
  };
}

/** The code's end as a time of day: `timeout_express` would begin with the scan (opendocs 05osv9). */
function precreateBody(account: AlipayAccount, request: ChargeRequest): object {
  return {
    ...orderBody(account, request),
    product_code: 'QR_CODE_OFFLINE',
    time_expire: beijingTime(request.expiresAt),
  };
}

function orderBody({ storeId, terminalId }: AlipayAccount, request: ChargeRequest): object {
  return {
    out_trade_no: request.orderNumber,
    total_amount: yuanOf(request.amountMinor),
    subject: subjectOf(request.description),
    ...(storeId === '' ? {} : { store_id: storeId }),
    ...(terminalId === '' ? {} : { terminal_id: terminalId }),
  };
}

/** Alipay takes no `/`, `=` and `&` (opendocs 02ekfp), and a comma would shift its statement's columns. */
function subjectOf(description: string): string {
  const plain = description.replaceAll(/[/=&,\p{Cc}]+/gu, ' ').trim();
  return [...plain].slice(0, subjectCharactersMax).join('');
}
