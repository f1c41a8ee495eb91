import { beforeEach, describe, expect, it } from 'vitest';
import type { Attempt } from '../../../main/payments/attempt.ts';
import type { PaymentProvider, RefundAnswer } from '../../../main/payments/provider.ts';
import { isRefundLive, type Refund } from '../../../main/payments/refund.ts';
import { startRefunds } from '../../../main/payments/refund-runner.ts';
import type { RefundParts, Refunds } from '../../../main/payments/refunds.ts';
import { wechatTiming } from '../../../main/payments/wechat/wechat.ts';
import { settle, VirtualTime } from './virtual-time.ts';

const hourMs = 3_600_000;

const attempt: Attempt = {
  id: 'attempt-1',
  saleId: 'sale-1',
  provider: 'wechat',
  accountId: 'shop-wechat',
  way: 'presented',
  orderNumber: 'attempt1',
  amountMinor: 1_250,
  currency: 'CNY',
  codeHint: '6789',
  state: 'paid',
  createdAt: 0,
  changedAt: 0,
  isWaiting: false,
  isLastAskOut: false,
  queries: 0,
  reversals: 0,
  providerRef: '42000',
};

const order = {
  refundId: '0190a8f0-0000-7000-8000-00000000000a',
  documentId: 'document-1',
  attempt,
  amountMinor: 500,
  reason: 'Damaged',
} as const;

const refunded: RefundAnswer = { kind: 'refunded', refundedMinor: 500, providerRefundRef: '5030' };

let time: VirtualTime;
let log: string[];
let faults: unknown[];
let disk: Map<string, Refund>;
let failingCommit: string | null;
/** Answers given by hand, in the order of the calls. */
let answers: ((answer: RefundAnswer) => void)[];
let requests: unknown[];
let providers: PaymentProvider[];

beforeEach(() => {
  time = new VirtualTime();
  log = [];
  faults = [];
  disk = new Map();
  failingCommit = null;
  answers = [];
  requests = [];
  providers = [account('shop-wechat')];
});

function account(accountId: string): PaymentProvider {
  const silent = () => new Promise<never>(() => undefined);
  const call = (name: string) => (request: unknown) => {
    log.push(name);
    requests.push(request);
    return new Promise<RefundAnswer>((resolve) => answers.push(resolve));
  };
  return {
    id: 'wechat',
    kind: 'third-party',
    accountId,
    currency: 'CNY',
    wallets: ['wechat'],
    takesEmv: false,
    ways: { presented: wechatTiming },
    origin: 'https://localhost',
    charge: silent,
    query: silent,
    reverse: silent,
    refunds: {
      timing: {
        firstQueryMs: 5_000,
        queryIntervalMs: 10_000,
        queryIntervalMaxMs: 600_000,
        windowMs: 7 * 24 * hourMs,
      },
      refund: call('refund'),
      query: call('query'),
    },
    find: null,
    statements: null,
  };
}

function start(changed: Partial<RefundParts> = {}): Refunds {
  return startRefunds({
    providers: () => providers,
    store: {
      commit: (refund) => {
        if (failingCommit === refund.state) throw new Error('disk full');
        log.push(`commit ${refund.state}`);
        disk.set(refund.id, refund);
      },
      unfinished: () => [...disk.values()].filter(isRefundLive),
      get: (refundId) => disk.get(refundId) ?? null,
    },
    clock: time.clock,
    timers: time.timers,
    onChange: ({ state }) => log.push(`show ${state}`),
    onFault: (error) => faults.push(error),
    ...changed,
  });
}

async function answer(given: RefundAnswer): Promise<void> {
  answers.shift()?.(given);
  await settle();
}

async function until(elapsedMs: number): Promise<void> {
  time.timers.after(elapsedMs - time.elapsedMs, () => undefined);
  while (time.elapsedMs < elapsedMs && time.step()) await settle();
}

const refusalOf = (refunds: Refunds, changed = {}) => {
  const result = refunds.refund({ ...order, ...changed });
  return result.ok ? 'accepted' : result.error.code;
};

const stateOnDisk = () => disk.get(order.refundId)?.state;

describe('a refund through a provider', () => {
  it('is on the disk before it is on the wire, and shown only when it is on the disk', async () => {
    start().refund(order);
    await answer(refunded);
    expect(log).toEqual([
      'commit created',
      'commit sent',
      'show sent',
      'refund',
      'commit refunded',
      'show refunded',
    ]);
    expect(disk.get(order.refundId)).toMatchObject({ providerRefundRef: '5030' });
  });

  it('names the payment as the provider knows it, and itself by its own number', () => {
    start().refund(order);
    expect(requests).toEqual([
      {
        order: {
          orderNumber: 'attempt1',
          way: 'presented',
          amountMinor: 1_250,
          providerRef: '42000',
        },
        refundNumber: '0190a8f000007000800000000000000a',
        amountMinor: 500,
        reason: 'Damaged',
      },
    ]);
  });

  it('is refused before anything is written when it cannot be', () => {
    const refunds = start();
    const elsewhere = { ...attempt, accountId: 'other' };
    expect(refusalOf(refunds, { attempt: elsewhere })).toBe('payment.not-configured');
    expect(refusalOf(refunds, { amountMinor: 0 })).toBe('tender.out-of-range');
    expect(refusalOf(refunds, { amountMinor: 0.5 })).toBe('tender.out-of-range');
    expect(refusalOf(refunds, { amountMinor: 1_251 })).toBe('refund.exceeds-paid');
    const open: Attempt = { ...attempt, state: 'unknown' };
    expect(refusalOf(refunds, { attempt: open })).toBe('refund.not-possible');
    providers = [{ ...account('shop-wechat'), refunds: null }];
    expect(refusalOf(refunds)).toBe('refund.not-possible');
    expect(log).toEqual([]);
  });

  it('is never more than the payment, together with others that are under way', async () => {
    const refunds = start();
    expect(refusalOf(refunds, { amountMinor: 1_000 })).toBe('accepted');
    const second = { refundId: 'refund-2', amountMinor: 251 };
    expect(refusalOf(refunds, second)).toBe('refund.exceeds-paid');
    await answer({ kind: 'declined', code: 'refund.not-possible', detail: '' });
    expect(refusalOf(refunds, second)).toBe('accepted');
  });

  it('that is asked for twice is made once, also when it is over', async () => {
    const refunds = start();
    refunds.refund(order);
    expect(refunds.refund(order)).toMatchObject({ ok: true, value: { state: 'sent' } });
    await answer(refunded);
    expect(refunds.refund(order)).toMatchObject({ ok: true, value: { state: 'refunded' } });
    expect(log.filter((entry) => entry === 'refund')).toHaveLength(1);
  });

  it('of a payment from before there were several accounts goes to the provider’s', () => {
    const { accountId: _, ...old } = attempt;
    expect(refusalOf(start(), { attempt: old })).toBe('accepted');
    expect(disk.get(order.refundId)?.accountId).toBe('shop-wechat');
  });

  it('is not made when its intent cannot be written, and made later when only the next step cannot', async () => {
    const refunds = start();
    failingCommit = 'created';
    expect(() => refunds.refund(order)).toThrow('disk full');
    expect([...disk]).toEqual([]);
    failingCommit = 'sent';
    expect(refusalOf(refunds)).toBe('accepted');
    expect(faults).toHaveLength(1);
    expect(log).not.toContain('refund');
    failingCommit = null;
    await until(10_000);
    await answer(refunded);
    expect(stateOnDisk()).toBe('refunded');
  });
});

describe('a doubtful refund', () => {
  it('goes on from where the power was cut', async () => {
    const first = start();
    first.refund(order);
    first.close();
    await answer(refunded);
    expect(stateOnDisk()).toBe('sent');
    const second = start();
    second.resume();
    expect(log.at(-1)).toBe('query');
    await answer(refunded);
    expect(stateOnDisk()).toBe('refunded');
  });

  it('waits with the network off and is sent when it is back', async () => {
    const refunds = start();
    refunds.setOffline(true);
    expect(refusalOf(refunds)).toBe('accepted');
    await settle();
    await until(2 * hourMs);
    expect(log).not.toContain('refund');
    expect(disk.get(order.refundId)).toMatchObject({
      state: 'unknown',
      failureCode: 'payment.provider-unreachable',
    });
    refunds.setOffline(false);
    expect(log.at(-1)).toBe('refund');
    await answer(refunded);
    expect(stateOnDisk()).toBe('refunded');
  });

  it('waits while its account is gone, and goes on when it is back', async () => {
    const refunds = start();
    refunds.refund(order);
    await answer({ kind: 'processing' });
    providers = [];
    await until(30 * 24 * hourMs);
    expect(log).not.toContain('query');
    expect(stateOnDisk()).toBe('unknown');
    providers = [account('shop-wechat')];
    refunds.resume();
    await answer(refunded);
    expect(stateOnDisk()).toBe('refunded');
  });

  it('is not asked for twice at a time', async () => {
    start().refund(order);
    await until(hourMs);
    expect(log.filter((entry) => entry === 'query')).toHaveLength(1);
  });

  it('is a person’s when the provider never says more, and the person can ask after a restart', async () => {
    start().refund(order);
    while (stateOnDisk() !== 'unresolved') {
      expect(time.elapsedMs).toBeLessThan(8 * 24 * hourMs);
      await answer({ kind: 'processing' });
      time.step();
      await settle();
    }
    expect(time.elapsedMs).toBeGreaterThanOrEqual(7 * 24 * hourMs);
    const restarted = start();
    restarted.resume();
    expect(restarted.ask(order.refundId)).toMatchObject({ ok: true });
    await answer(refunded);
    expect(stateOnDisk()).toBe('refunded');
    expect(restarted.ask(order.refundId)).toMatchObject({ error: { code: 'refund.closed' } });
    expect(restarted.ask('nobody')).toMatchObject({ error: { code: 'refund.closed' } });
  });
});
