import { beforeEach, describe, expect, it } from 'vitest';
import { type Attempt, isLive } from '../../../main/payments/attempt.ts';
import type { PaymentParts, Payments } from '../../../main/payments/payments.ts';
import type { ChargeRequest, ProviderAnswer } from '../../../main/payments/provider.ts';
import { startPayments } from '../../../main/payments/runner.ts';
import { wechatTiming } from '../../../main/payments/wechat/wechat.ts';
import { settle, VirtualTime } from './virtual-time.ts';

const code = '134567890123456789';
const order = {
  attemptId: '0190a8f0-0000-7000-8000-000000000001',
  saleId: 'sale-1',
  accountId: 'wechat',
  way: 'presented',
  amountMinor: 1_250,
  code,
  description: 'Corner shop',
} as const;

const paid: ProviderAnswer = {
  kind: 'paid',
  providerRef: '42000',
  paidMinor: 1_250,
  currency: 'CNY',
};

let time: VirtualTime;
let log: string[];
let faults: unknown[];
let disk: Map<string, Attempt>;
let commitFault: Error | null;
/** Answers given by hand, in the order of the calls. */
let answers: ((answer: ProviderAnswer) => void)[];
let lastCharge: ChargeRequest | null;

beforeEach(() => {
  time = new VirtualTime();
  log = [];
  faults = [];
  disk = new Map();
  commitFault = null;
  answers = [];
  lastCharge = null;
});

function call(name: string): Promise<ProviderAnswer> {
  log.push(name);
  return new Promise((resolve) => answers.push(resolve));
}

const account = {
  id: 'wechat',
  kind: 'third-party',
  accountId: 'wechat',
  currency: 'CNY',
  wallets: ['wechat'],
  takesEmv: false,
  ways: { presented: wechatTiming },
  origin: 'https://localhost',
  refunds: null,
  find: null,
  statements: null,
} as const;

function start(changed: Partial<PaymentParts> = {}): Payments {
  return startPayments({
    providers: () => [
      {
        ...account,
        charge: (request) => {
          lastCharge = request;
          return call('charge');
        },
        query: () => call('query'),
        reverse: () => call('reverse'),
      },
    ],
    latePayment: () => 'return',
    store: {
      commit: (attempt) => {
        if (commitFault) throw commitFault;
        log.push(`commit ${attempt.state}`);
        disk.set(attempt.id, attempt);
      },
      unfinished: () => [...disk.values()].filter(isLive),
    },
    clock: time.clock,
    timers: time.timers,
    onChange: ({ state }) => log.push(`show ${state}`),
    onFault: (error) => faults.push(error),
    ...changed,
  });
}

async function answer(given: ProviderAnswer): Promise<void> {
  answers.shift()?.(given);
  await settle();
}

async function until(elapsedMs: number): Promise<void> {
  time.timers.after(elapsedMs - time.elapsedMs, () => undefined);
  while (time.elapsedMs < elapsedMs && time.step()) await settle();
}

const refusalOf = (payments: Payments, changed = {}) => {
  const result = payments.charge({ ...order, ...changed });
  return result.ok ? 'accepted' : result.error.code;
};

describe('a payment', () => {
  it('is on the disk before it is on the wire, and shown only when it is on the disk', async () => {
    start().charge(order);
    await answer(paid);
    expect(log).toEqual([
      'commit created',
      'commit sent',
      'show sent',
      'charge',
      'commit paid',
      'show paid',
    ]);
    expect(disk.get(order.attemptId)).toMatchObject({ state: 'paid', providerRef: '42000' });
  });

  it('goes out under the attempt’s own number, with the code clean of the scanner’s suffix', () => {
    start().charge({ ...order, code: `${code}\r` });
    expect(lastCharge).toMatchObject({
      orderNumber: '0190a8f0000070008000000000000001',
      amountMinor: 1_250,
      code,
      description: 'Corner shop',
    });
    expect(disk.get(order.attemptId)).toMatchObject({ codeHint: '6789' });
  });

  it('is the only one of its sale, other sales go on', () => {
    const payments = start();
    expect(refusalOf(payments)).toBe('accepted');
    expect(refusalOf(payments, { attemptId: 'attempt-2' })).toBe('payment.in-progress');
    expect(refusalOf(payments, { attemptId: 'attempt-3', saleId: 'sale-2' })).toBe('accepted');
    expect(payments.live('sale-1')?.id).toBe(order.attemptId);
  });

  it('is refused before anything is written when it cannot be', () => {
    const payments = start();
    expect(refusalOf(payments, { accountId: 'alipay' })).toBe('payment.not-configured');
    expect(refusalOf(payments, { amountMinor: 0 })).toBe('tender.out-of-range');
    expect(refusalOf(payments, { amountMinor: 0.5 })).toBe('tender.out-of-range');
    payments.setOffline(true);
    expect(refusalOf(payments)).toBe('payment.provider-unreachable');
    expect(log).toEqual([]);
  });

  it('is not sent when the store refuses it, and a second try is free', () => {
    const payments = start();
    commitFault = new Error('disk full');
    expect(() => payments.charge(order)).toThrow('disk full');
    expect(log).toEqual([]);
    expect(payments.live('sale-1')).toBeNull();
    commitFault = null;
    expect(refusalOf(payments)).toBe('accepted');
  });

  it('is asked for again when its answer could not be written', async () => {
    start().charge(order);
    commitFault = new Error('disk full');
    await answer(paid);
    expect(faults).toEqual([commitFault]);
    expect(disk.get(order.attemptId)?.state).toBe('sent');
    commitFault = null;
    await until(5_000);
    await answer(paid);
    expect(disk.get(order.attemptId)?.state).toBe('paid');
  });
});

describe('a doubtful payment', () => {
  it('is asked for every 5 seconds up to 45, and then reversed at once', async () => {
    start().charge(order);
    await answer({ kind: 'waiting' });
    const askedAtS: number[] = [];
    while (!log.includes('reverse')) {
      const before = log.length;
      await until(time.elapsedMs + 1_000);
      if (log.slice(before).includes('query')) askedAtS.push(time.elapsedMs / 1_000);
      await answer({ kind: 'waiting' });
    }
    expect(askedAtS).toEqual([5, 10, 15, 20, 25, 30, 35, 40, 45]);
    expect(time.elapsedMs).toBe(45_000);
  });

  it('is not asked for twice at a time', async () => {
    start().charge(order);
    await until(30_000);
    expect(log.filter((entry) => entry === 'query')).toHaveLength(1);
  });

  it('is paid by an answer that comes after others were asked for', async () => {
    start().charge(order);
    await until(12_000);
    await answer(paid);
    expect(disk.get(order.attemptId)?.state).toBe('paid');
  });

  it('is given back when the answer comes after the cashier gave it up', async () => {
    const payments = start();
    payments.charge(order);
    expect(payments.stop(order.attemptId).ok).toBe(true);
    await answer(paid);
    expect(disk.get(order.attemptId)).toMatchObject({ state: 'reversing', providerRef: '42000' });
    await until(15_000);
    expect(log.at(-1)).toBe('reverse');
    await answer({ kind: 'reversed' });
    expect(disk.get(order.attemptId)?.state).toBe('reversed');
    expect(payments.stop(order.attemptId)).toMatchObject({ error: { code: 'payment.closed' } });
  });

  it('waits with the network off, and is asked for, not reversed, when it is back', async () => {
    const payments = start();
    payments.charge(order);
    await answer({ kind: 'unknown', code: 'payment.unknown-outcome', detail: '' });
    payments.setOffline(true);
    await until(600_000);
    expect(disk.get(order.attemptId)?.state).toBe('unknown');
    expect(log).not.toContain('query');
    payments.setOffline(false);
    await answer(paid);
    expect(disk.get(order.attemptId)?.state).toBe('paid');
  });

  it('keeps its sale while its provider’s account is gone, and goes on when it is back', async () => {
    const first = start();
    first.charge(order);
    first.close();
    const without = start({ providers: () => [] });
    without.resume();
    await until(3_600_000);
    expect(without.live('sale-1')?.failureCode).toBe('payment.not-configured');
    without.close();
    answers = [];
    const back = start();
    back.resume();
    await answer(paid);
    expect(disk.get(order.attemptId)?.state).toBe('paid');
  });

  it('is a person’s to decide when the provider gives no answer within its window', async () => {
    start().charge(order);
    const lost: ProviderAnswer = { kind: 'unknown', code: 'payment.provider-error', detail: '' };
    const eightDaysMs = 8 * 24 * 3_600_000;
    while (time.elapsedMs < eightDaysMs && disk.get(order.attemptId)?.state !== 'unresolved') {
      await answer(lost);
      time.step();
      await settle();
    }
    expect(time.elapsedMs).toBeGreaterThanOrEqual(7 * 24 * 3_600_000);
    expect(disk.get(order.attemptId)).toMatchObject({
      state: 'unresolved',
      failureCode: 'payment.unknown-outcome',
    });
  });
});

describe('money found late', () => {
  const late = async (changed: Partial<PaymentParts> = {}) => {
    const payments = start({ latePayment: () => 'ask', ...changed });
    payments.charge(order);
    await answer({ kind: 'declined', code: 'payment.declined', detail: '' });
    const failed = disk.get(order.attemptId);
    if (!failed) throw new Error('it was committed');
    payments.ask(failed);
    await answer(paid);
    const found = disk.get(order.attemptId);
    expect(found?.state).toBe('late');
    log = [];
    return { payments, found: found ?? failed };
  };

  it('is attached when the provider says once more that it is there', async () => {
    const { payments, found } = await late();
    expect(payments.settleLate(found, 'attach').ok).toBe(true);
    expect(log).toEqual(['show late', 'query']);
    expect(refusalOf(payments, { attemptId: 'attempt-2' })).toBe('payment.in-progress');
    await answer(paid);
    expect(disk.get(order.attemptId)?.state).toBe('paid');
    expect(payments.live('sale-1')).toBeNull();
  });

  it('is not attached when it has gone back meanwhile, or nobody says that it is there', async () => {
    const { payments, found } = await late();
    payments.settleLate(found, 'attach');
    await answer({ kind: 'unknown', code: 'payment.unknown-outcome', detail: '' });
    expect(disk.get(order.attemptId)?.state).toBe('late');
    payments.settleLate(found, 'attach');
    await answer({ kind: 'reversed' });
    expect(disk.get(order.attemptId)?.state).toBe('reversed');
  });

  it('is not attached beside another payment of the sale', async () => {
    const { payments, found } = await late();
    expect(refusalOf(payments, { attemptId: 'attempt-2' })).toBe('accepted');
    expect(payments.settleLate(found, 'attach')).toMatchObject({
      error: { code: 'payment.in-progress' },
    });
  });

  it('goes back beside the next payment of the sale, which stays the live one', async () => {
    const { payments, found } = await late();
    payments.charge({ ...order, attemptId: 'attempt-2' });
    expect(payments.settleLate(found, 'return').ok).toBe(true);
    expect(payments.live('sale-1')?.id).toBe('attempt-2');
    await until(15_000);
    expect(log).toContain('reverse');
  });

  it('that went back already, said by an answer from before, is asked about and not reversed', async () => {
    const payments = start();
    payments.charge(order);
    await until(5_000);
    payments.stop(order.attemptId);
    await answer(paid);
    await until(15_000);
    // the query of the fifth second is still out when the reversal is confirmed
    answers.at(-1)?.({ kind: 'reversed' });
    await settle();
    expect(disk.get(order.attemptId)?.state).toBe('reversed');
    log = [];
    await answer(paid);
    expect(log).toEqual(['show reversed', 'query']);
  });
});

describe('what can be done', () => {
  it('to a payment that stands, or that nobody can be asked about, is nothing', async () => {
    const payments = start();
    payments.charge(order);
    await answer(paid);
    const done = disk.get(order.attemptId);
    if (!done) throw new Error('it was committed');
    const refused = { error: { code: 'payment.closed' } };
    expect(payments.ask(done)).toMatchObject(refused);
    expect(payments.stop(done.id)).toMatchObject(refused);
    expect(payments.accept(done.id)).toMatchObject(refused);
    expect(payments.decide(done, 'paid')).toMatchObject(refused);
    expect(payments.settleLate(done, 'attach')).toMatchObject(refused);
    expect(payments.settleLate(done, 'return')).toMatchObject(refused);
    const printed: Attempt = { ...done, state: 'failed', way: 'static' };
    expect(payments.ask(printed)).toMatchObject(refused);
  });
});
