/**
 * A merchant's account at an acquirer or an aggregator, by the protocol of `docs/acquirer`, or by
 * another acquirer's words for it when the account has a dialect.
 */
import * as v from 'valibot';
import { PosError } from '../../contract/failure.ts';
import { recogniseCode } from '../codes.ts';
import type { Clock } from '../payments.ts';
import type { ChargeRequest, PaymentProvider, PayWay, ProviderTiming } from '../provider.ts';
import type { AcquirerAccount } from './account.ts';
import { chargeAnswer, findAnswer, openingAnswer, queryAnswer, reverseAnswer } from './answers.ts';
import { callAcquirer, type Line } from './client.ts';
import { type Dialect, dialectSchema } from './dialect.ts';
import { ownDialect } from './own-dialect.ts';
import type { RequestOf } from './protocol.ts';
import { refundPort } from './refunds.ts';
import { statementPort } from './statement.ts';
import { terminalOf } from './terminal.ts';
import { acquirerTimings } from './timing.ts';

const descriptionCharactersMax = 127;

/** @throws PosError `payment.not-configured` when the account's dialect does not make sense. */
export function createAcquirer(account: AcquirerAccount, clock: Clock): PaymentProvider {
  const dialect = account.dialect === null ? ownDialect : parseDialect(account.dialect);
  const line: Line = { account, dialect, nowMs: () => clock.now() };
  const { merchantNumber } = account;
  const { operations } = dialect;
  return {
    id: account.provider,
    kind: account.provider === 'unionpay' ? 'bank' : 'third-party',
    accountId: account.accountId,
    currency: 'CNY',
    wallets: account.wallets,
    takesEmv: account.takesEmv,
    ways: waysOf(account.ways, dialect),
    origin: account.origin,
    charge: (request) => charge(line, request),
    async query({ orderNumber }) {
      const asked = { merchantNumber, orderNumber };
      return queryAnswer(await callAcquirer(line, 'query', asked), asked);
    },
    async reverse({ orderNumber }) {
      const asked = { merchantNumber, orderNumber };
      const request = { ...asked, ...terminalOf(account) };
      return reverseAnswer(await callAcquirer(line, 'reverse', request), asked);
    },
    refunds: operations.refund && operations.queryRefund ? refundPort(line) : null,
    find: operations.find
      ? async (reference) => {
          const reply = await callAcquirer(line, 'find', { merchantNumber, reference });
          return findAnswer(reply, merchantNumber);
        }
      : null,
    statements:
      operations.statement && dialect.statement ? statementPort(line, dialect.statement) : null,
  };
}

async function charge(line: Line, request: ChargeRequest) {
  const { merchantNumber } = line.account;
  const { orderNumber, way } = request;
  const asked = { merchantNumber, orderNumber };
  const order = newOrder(line, request);
  if (way === 'presented') {
    const walletHint = recogniseCode(request.code);
    const hint = walletHint === null ? {} : { walletHint };
    const body = { ...order, paymentCode: request.code, ...hint };
    return chargeAnswer(await callAcquirer(line, 'charge', body), asked);
  }
  const name = way === 'link' ? 'openLink' : 'openShown';
  const opening = { ...order, expiresAt: new Date(request.expiresAt).toISOString() };
  return openingAnswer(await callAcquirer(line, name, opening), asked, way, line.nowMs());
}

function newOrder({ account, nowMs }: Line, request: ChargeRequest) {
  const description = [...request.description].slice(0, descriptionCharactersMax).join('');
  return {
    merchantNumber: account.merchantNumber,
    ...terminalOf(account),
    orderNumber: request.orderNumber,
    orderTime: new Date(nowMs()).toISOString(),
    amount: request.amountMinor,
    currency: 'CNY',
    description: description === '' ? '-' : description,
  } as const satisfies Omit<RequestOf<'openShown'>, 'expiresAt'>;
}

/** What the account is allowed and the dialect can say. */
function waysOf(
  ways: readonly PayWay[],
  { operations }: Dialect,
): Partial<Record<PayWay, ProviderTiming>> {
  const can: Partial<Record<PayWay, unknown>> = {
    presented: operations.charge,
    shown: operations.openShown,
    link: operations.openLink,
  };
  const offered: Partial<Record<PayWay, ProviderTiming>> = {};
  for (const way of ways) {
    const timing = acquirerTimings[way];
    if (timing && can[way] !== undefined) offered[way] = timing;
  }
  return offered;
}

/** @throws PosError `payment.not-configured`, with the places that do not make sense. */
export function parseDialect(file: unknown): Dialect {
  const parsed = v.safeParse(dialectSchema, file);
  if (parsed.success) return parsed.output;
  const places = parsed.issues.map((issue) => `${v.getDotPath(issue) ?? ''} ${issue.message}`);
  throw new PosError({
    code: 'payment.not-configured',
    message: `this is no dialect of an acquirer: ${places.join('; ')}`,
    retry: 'after-fix',
  });
}
