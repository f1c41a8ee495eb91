import { describe, expect, it } from 'vitest';
import { PosError } from '../../../../main/contract/failure.ts';
import { crc } from '../../../../main/domain/emv/crc.ts';
import { lifeOf } from '../../../../main/domain/emv/national/life.ts';
import { readMerchantCode } from '../../../../main/domain/emv/national/recognise.ts';
import { type Attempt, orderNumberOf } from '../../../../main/payments/attempt.ts';
import { type AttemptInput, reduce } from '../../../../main/payments/machine.ts';
import type { ProviderAnswer } from '../../../../main/payments/provider.ts';
import type { StaticAccount } from '../../../../main/payments/static/account.ts';
import { createStatic, staticTiming } from '../../../../main/payments/static/static.ts';
import { found, national, official, printedDuitnow } from '../../domain/emv/samples.ts';

const nowMs = 1_800_000_000_000;
const clock = { now: () => nowMs };
const minute = 60_000;

const account: StaticAccount = {
  accountId: 'counter-code',
  payload: printedDuitnow,
  currency: 'MYR',
  wallets: ['alipay', 'unionpay'],
};

const order = {
  orderNumber: orderNumberOf('01990000-0000-7000-8000-0123456789ab'),
  way: 'static',
  amountMinor: 1_990,
} as const;

const request = { ...order, code: '', description: 'Saoma', expiresAt: nowMs + 15 * minute };

function read(answer: ProviderAnswer) {
  if (answer.kind !== 'shown') throw new Error(answer.kind);
  const code = readMerchantCode(answer.content);
  if (!code.ok) throw new Error(code.reason);
  return code.value;
}

describe('a merchant’s fixed code', () => {
  it('is offered as what it is: nobody behind it can be asked', () => {
    expect(createStatic(account, clock)).toMatchObject({
      id: 'static',
      kind: 'bank',
      accountId: 'counter-code',
      currency: 'MYR',
      wallets: ['alipay', 'unionpay'],
      takesEmv: false,
      ways: { static: staticTiming },
      origin: null,
      refunds: null,
      find: null,
      statements: null,
    });
  });

  it('is shown with the sale’s amount in it', async () => {
    const code = read(await createStatic(account, clock).charge(request));
    expect(code).toMatchObject({ initiation: 'dynamic', amount: '19.90', currency: '458' });
    expect(code.additional).toEqual(readBack(printedDuitnow).additional);
  });

  it('carries the end of the order number where its scheme takes a reference', async () => {
    const paynow = { ...account, payload: found.paynowMobile, currency: 'SGD' };
    const code = read(await createStatic(paynow, clock).charge(request));
    expect(code.additional).toEqual({ billNumber: '0123456789ab', others: [] });
  });

  it('is good until the sale gives up waiting, where its scheme wants to know', async () => {
    const body = found.khqr
      .replace('5405100005802KH', '5802KH')
      .replace('9917001316935559673876304AE27', '6304');
    const khqr = { ...account, payload: body + crc(body), currency: 'KHR' };
    const code = read(
      await createStatic(khqr, clock).charge({ ...request, amountMinor: 4_000_00 }),
    );
    expect(lifeOf(code)).toEqual({ createdAt: nowMs, expiresAt: request.expiresAt });
  });

  it('is never said to be paid, nor given back', async () => {
    const provider = createStatic(account, clock);
    expect(await provider.query(order)).toEqual({ kind: 'waiting' });
    expect(await provider.reverse(order)).toMatchObject({
      kind: 'unknown',
      code: 'payment.unverified',
    });
  });

  it('takes no amount that does not fit into it', async () => {
    const answer = await createStatic(account, clock).charge({ ...request, amountMinor: 10 ** 13 });
    expect(answer).toEqual({
      kind: 'declined',
      code: 'payment.not-configured',
      detail: 'amount 54',
    });
  });

  it('may have been pasted with a line’s end', async () => {
    const pasted = { ...account, payload: ` ${printedDuitnow}\r\n` };
    expect((await createStatic(pasted, clock).charge(request)).kind).toBe('shown');
  });
});

function readBack(payload: string) {
  const code = readMerchantCode(payload);
  if (!code.ok) throw new Error(code.reason);
  return code.value;
}

describe('a code that cannot be used is found when its account is opened', () => {
  it.each([
    ['no code at all', 'https://example.com/pay', 'MYR', 'not-emv', '00'],
    ['an empty one', '', 'MYR', 'not-emv', '00'],
    ['one with a digit misread', printedDuitnow.replace('MASJID', 'MASJIB'), 'MYR', 'crc', '63'],
    ['one in another currency', printedDuitnow, 'SGD', 'currency', '53'],
    ['one that has its amount already', national.duitnow, 'MYR', 'has-amount', '54'],
    ['one for a single charge', found.pixDynamic, 'BRL', 'not-static', '26-25'],
    ['EMVCo’s own example, which has an amount', official, 'CNY', 'has-amount', '54'],
  ])('%s', (_, payload, currency, reason, tag) => {
    const open = () => createStatic({ ...account, payload, currency }, clock);
    expect(open).toThrow(PosError);
    try {
      open();
    } catch (error) {
      const failure = error instanceof PosError ? error.failure : null;
      expect(failure).toMatchObject({
        code: 'payment.not-configured',
        retry: 'after-fix',
        data: { reason, tag },
      });
    }
  });
});

describe('an attempt by a fixed code', () => {
  const created: Attempt = {
    id: 'attempt-1',
    saleId: 'sale-1',
    provider: 'static',
    accountId: 'counter-code',
    way: 'static',
    orderNumber: order.orderNumber,
    amountMinor: order.amountMinor,
    currency: 'MYR',
    codeHint: '',
    state: 'created',
    createdAt: nowMs,
    changedAt: nowMs,
    isWaiting: false,
    isLastAskOut: false,
    queries: 0,
    reversals: 0,
  };
  const step = (attempt: Attempt, input: AttemptInput, atMs: number) =>
    reduce(attempt, input, staticTiming, atMs);

  async function shown(): Promise<Attempt> {
    const provider = createStatic(account, clock);
    const sent = step(created, { kind: 'send' }, nowMs);
    const answer = await provider.charge(request);
    return step(sent.attempt, { kind: 'answer', to: 'charge', answer }, nowMs).attempt;
  }

  it('waits a quarter of an hour and is not asked before', async () => {
    const attempt = await shown();
    expect(attempt).toMatchObject({ state: 'unknown', isWaiting: true });
    expect(readBack(attempt.shownCode ?? '').amount).toBe('19.90');
    expect(step(attempt, { kind: 'tick' }, nowMs + 15 * minute - 1).action).toBeNull();
    const asked = step(attempt, { kind: 'tick' }, nowMs + 15 * minute);
    expect(asked.action).toBe('query');
    const answer = await createStatic(account, clock).query(order);
    const over = step(asked.attempt, { kind: 'answer', to: 'query', answer }, nowMs + 15 * minute);
    expect(over.attempt).toMatchObject({ state: 'failed', failureCode: 'payment.unverified' });
    expect(over.action).toBeNull();
  });

  it('is unverified on somebody’s word, and failed when it is stopped; nothing is reversed', async () => {
    const attempt = await shown();
    expect(step(attempt, { kind: 'accept' }, nowMs + 1)).toMatchObject({
      attempt: { state: 'unverified' },
      action: null,
    });
    expect(step(attempt, { kind: 'stop' }, nowMs + 1)).toMatchObject({
      attempt: { state: 'failed', failureCode: 'payment.unverified' },
      action: null,
    });
  });

  it('whose money a statement finds afterwards is kept for a person, never reversed', async () => {
    const stopped = step(await shown(), { kind: 'stop' }, nowMs + 1).attempt;
    const paid: ProviderAnswer = {
      kind: 'paid',
      providerRef: 'S-1',
      paidMinor: order.amountMinor,
      currency: 'MYR',
    };
    expect(step(stopped, { kind: 'answer', to: 'query', answer: paid }, nowMs + 2)).toMatchObject({
      attempt: { state: 'late', providerRef: 'S-1' },
      action: null,
    });
  });
});
