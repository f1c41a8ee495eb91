import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FailureCode } from '../../main/contract/failure.ts';
import type { TillSnapshot } from '../../main/contract/snapshots.ts';
import { texts } from '../../main/contract/text/index.ts';
import { type Attempt, orderNumberOf } from '../../main/payments/attempt.ts';
import { openKeys } from '../simulators/wechat/keys.ts';
import { codeFor, type ScenarioName, scenarioNames } from '../simulators/wechat/scenarios.ts';
import { startWechatSimulator, type WechatSimulator } from '../simulators/wechat/server.ts';
import { readJournal, readSales } from '../support/records.ts';
import { TerminalClient } from '../support/terminal-client.ts';
import { until } from '../support/until.ts';
import { openWalletTill, prepareGoods } from './wallet-shop.ts';

type End =
  | { readonly phase: 'paid' }
  | { readonly phase: 'failed' | 'reversed'; code: FailureCode };

const paid = { phase: 'paid' } as const;
const failed = (code: FailureCode) => ({ phase: 'failed', code }) as const;
const reversed = { phase: 'reversed', code: 'payment.reversed' } as const;
/** The wallet never heard of it, and the payment code has expired meanwhile. */
const neverCharged = failed('payment.closed');

const ends: Readonly<Record<ScenarioName, End>> = {
  paid,
  'password-then-paid': paid,
  'password-never': reversed,
  'code-expired': failed('payment.code-expired'),
  'not-enough': failed('payment.not-enough-funds'),
  'code-invalid': failed('payment.code-invalid'),
  declined: failed('payment.declined'),
  'lost-request': neverCharged,
  'lost-answer': paid,
  'late-payment': reversed,
  'reversal-fails-first': reversed,
  'reversal-answer-lost': reversed,
  'system-error-then-paid': paid,
  'query-errors-then-paid': paid,
  'wrong-signature': reversed,
  'wrong-amount': reversed,
  'wrong-clock': reversed,
  slow: paid,
  'gateway-down': neverCharged,
  'rate-limited': neverCharged,
  'delivered-twice': paid,
  'reversal-delivered-twice': reversed,
  'card-not-supported': failed('payment.declined'),
  'order-closed': failed('payment.closed'),
  'no-permission': failed('payment.provider-error'),
  'queries-rate-limited': paid,
};

/** Those that stay open long enough for the power to go in the middle, and when it goes. */
const killedWhile: readonly (readonly [ScenarioName, 'asking' | 'reversing'])[] = [
  ['password-then-paid', 'asking'],
  ['password-never', 'asking'],
  ['password-never', 'reversing'],
  ['lost-request', 'asking'],
  ['lost-answer', 'asking'],
  ['late-payment', 'asking'],
  ['reversal-fails-first', 'reversing'],
  ['reversal-answer-lost', 'reversing'],
  ['system-error-then-paid', 'asking'],
  ['query-errors-then-paid', 'asking'],
  ['wrong-signature', 'asking'],
  ['wrong-amount', 'asking'],
  ['slow', 'asking'],
  ['gateway-down', 'asking'],
];

/** As many as Vitest runs at a time. */
const laneCount = 10;
const endTimeoutMs = 60_000;
const slowMs = 1_500;

type Lane = { readonly dataDir: string; terminal: TerminalClient };

const folder = mkdtempSync(join(tmpdir(), 'saoma-outcomes-'));
const lanes: Lane[] = [];
const free: Lane[] = [];
let simulator: WechatSimulator;
let serial = 0;

beforeAll(async () => {
  const goodsFolder = join(folder, 'goods');
  const keysFolder = join(folder, 'keys');
  await prepareGoods(goodsFolder);
  simulator = await startWechatSimulator(openKeys(keysFolder), slowMs);
  const places = { goodsFolder, keysFolder, wechatOrigin: simulator.origin };
  await Promise.all(
    Array.from({ length: laneCount }, async (_, index) => {
      const dataDir = join(folder, `lane-${index}`);
      lanes.push({ dataDir, terminal: await openWalletTill(dataDir, places) });
    }),
  );
  free.push(...lanes);
}, 180_000);

afterAll(async () => {
  await Promise.all(lanes.map(({ terminal }) => terminal.stop()));
  await simulator.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Plays with a till that nobody else uses meanwhile. */
async function onALane(play: (lane: Lane) => Promise<void>): Promise<void> {
  const lane = await until('a till is free', () => free.pop(), 300_000);
  try {
    await play(lane);
  } finally {
    free.push(lane);
  }
}

/** Rings up something and shows a payment code. @returns the number of the wallet's order. */
async function showCode({ terminal }: Lane, scenario: ScenarioName): Promise<string> {
  await terminal.must('sale.add-item', { itemId: 'demo-0001' });
  await terminal.must('pay.begin', {});
  serial += 1;
  await terminal.must('pay.code', { code: codeFor(scenario, serial) });
  const { payment, done } = await terminal.until(
    (till) => till.payment !== null || till.done !== null,
    'the payment is shown',
  );
  return orderNumberOf(payment?.attemptId ?? done?.tenders[0]?.id ?? '');
}

function endOf({ screen, done, payment }: TillSnapshot): End | null {
  if (screen === 'done' && done) return paid;
  if (payment?.phase !== 'failed' && payment?.phase !== 'reversed') return null;
  return { phase: payment.phase, code: payment.failure?.code ?? 'internal' };
}

async function untilEnd({ terminal }: Lane): Promise<End> {
  const till = await terminal.until((shown) => endOf(shown) !== null, 'the end', endTimeoutMs);
  const end = endOf(till);
  if (!end) throw new Error('it has not ended');
  return end;
}

/** Holds the end against the wallet's books and what the cashier can read, and clears the screen. */
async function expectBooksAndWords(lane: Lane, order: string, end: End): Promise<void> {
  const { terminal } = lane;
  const booked = simulator.ledger().orders.find(({ outTradeNo }) => outTradeNo === order);
  const keptMinor = (booked?.paidMinor ?? 0) - (booked?.refundedMinor ?? 0);
  const tenders = readSales(lane.dataDir)
    .flatMap((sale) => sale.tenders)
    .filter(({ attemptId }) => attemptId !== null && orderNumberOf(attemptId) === order);
  expect(tenders.map(({ amountMinor }) => amountMinor)).toEqual(
    end.phase === 'paid' ? [keptMinor] : [],
  );
  expect(keptMinor).toBe(end.phase === 'paid' ? 200 : 0);
  if (end.phase === 'paid') {
    await terminal.must('sale.next', {});
    return;
  }
  expectWords(end.code);
  await terminal.must('pay.dismiss', {});
  await terminal.must('sale.cancel', {});
}

/** What happened and what to do, in every language. */
function expectWords(code: FailureCode): void {
  for (const words of Object.values<Readonly<Record<string, string>>>(texts)) {
    expect(words[`failure.${code}`]).toMatch(/\S/);
    expect(words[`failure.${code}.do`]).toMatch(/\S/);
  }
}

describe('a payment by the code that the customer shows', () => {
  it.concurrent.each(scenarioNames)(
    '%s ends in the right state with the right words',
    {
      timeout: 300_000,
    },
    (scenario) =>
      onALane(async (lane) => {
        const order = await showCode(lane, scenario);
        const end = await untilEnd(lane);
        const isLate = wasGivenUpAtDeadline(lane, order);
        expect(isLate ? [ends[scenario], reversed] : [ends[scenario]]).toContainEqual(end);
        await expectBooksAndWords(lane, order, end);
      }),
  );
});

describe('a payment in the middle of which the power goes', () => {
  it.concurrent.each(killedWhile)(
    '%s, while %s, is carried to its end after the restart',
    {
      timeout: 300_000,
    },
    (scenario, phase) =>
      onALane(async (lane) => {
        const order = await showCode(lane, scenario);
        await untilItIsTime(lane, scenario, order, phase);
        await lane.terminal.kill();
        lane.terminal = await TerminalClient.start(lane.dataDir, null);
        const end = await untilEnd(lane);
        const isLate = wasGivenUpAtDeadline(lane, order);
        expect(isLate ? [ends[scenario], reversed] : [ends[scenario]]).toContainEqual(end);
        await expectBooksAndWords(lane, order, end);
      }),
  );
});

/**
 * Whether the terminal came back too late to wait for an answer: at the deadline a payment is given
 * up, and what was paid is given back. Never sooner.
 */
function wasGivenUpAtDeadline({ dataDir }: Lane, order: string): boolean {
  return (readJournal(dataDir, 'payment.reversing') as Attempt[]).some(
    ({ orderNumber, changedAt, deadlineAt }) =>
      orderNumber === order && deadlineAt !== undefined && changedAt >= deadlineAt,
  );
}

/** The charge has left the terminal: the wallet has it, or has lost it before it was read. */
async function untilItIsTime(
  { terminal }: Lane,
  scenario: ScenarioName,
  order: string,
  phase: 'asking' | 'reversing',
): Promise<void> {
  if (phase === 'reversing') {
    await terminal.until(({ payment }) => payment?.phase === 'reversing', phase, endTimeoutMs);
  } else if (ends[scenario] === neverCharged) {
    await terminal.until(({ payment }) => payment?.phase === 'unknown', 'no answer', endTimeoutMs);
  } else {
    await until('the wallet has the order', () =>
      simulator.ledger().orders.some(({ outTradeNo }) => outTradeNo === order),
    );
  }
}

it('keeps in the journals of all tills what the wallet keeps, to the last fen', () => {
  const tenders = lanes.flatMap(({ dataDir }) =>
    readSales(dataDir).flatMap((sale) => sale.tenders),
  );
  const takenMinor = tenders.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  expect(takenMinor).toBe(simulator.ledger().netMinor);
  expect(takenMinor).toBeGreaterThan(0);
});
