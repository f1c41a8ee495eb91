import { type Attempt, isDriven } from '../../../../main/payments/attempt.ts';
import { isRefundLive } from '../../../../main/payments/refund.ts';
import { dayMs } from './chance.ts';
import { workDesk } from './people.ts';
import { heldMinor, type Run } from './run.ts';

const roundsMax = 12;
const patienceMs = 60 * dayMs;

/**
 * The storm is over: what is under way ends by itself, and then people work off what waits for them,
 * with the providers' statements in their hands.
 */
export async function endDay(run: Run): Promise<void> {
  await run.time.run(patienceMs);
  for (let round = 0; round < roundsMax && differences(run).length > 0; round += 1) {
    workDesk(run);
    await run.time.run(patienceMs);
    readStatements(run);
    await run.time.run(patienceMs);
  }
}

function readStatements(run: Run): void {
  const { till, models } = run;
  for (const attempt of [...till.attempts.values()]) {
    const { id, state, way, provider, orderNumber } = attempt;
    const isHeld = heldMinor(run, provider, orderNumber) > 0;
    const as = isHeld ? 'paid' : 'not-paid';
    if (state === 'unverified' || state === 'unresolved') {
      till.do(({ payments }) => payments.decide(attempt, as));
    }
    if (isHeld && (state === 'failed' || state === 'reversed')) {
      run.note(`${id}: the statement has it`);
      if (way === 'static') till.do(({ payments }) => payments.decide(attempt, 'paid'));
      else {
        run.foundByStatement.add(id);
        till.do(({ payments }) => payments.ask(attempt));
      }
    }
  }
  for (const { id, state, provider, refundNumber } of [...till.refunds.values()]) {
    const theirs = models.get(provider)?.books.refundState(refundNumber);
    if (state === 'failed' && theirs?.kind === 'refunded') {
      till.do(({ refunds }) => refunds.ask(id));
    }
  }
}

/** Whatever terminal, provider and customer do not agree about, and whatever must never be. */
export function differences(run: Run): string[] {
  return [
    ...openEnds(run),
    ...moneyDifferences(run),
    ...saleDifferences(run),
    ...providerDifferences(run),
    ...blindSpots(run),
  ];
}

/** A terminal that follows its providers' rules by a true clock needs no statement to find money. */
function blindSpots({ foundByStatement, wasClockSet }: Run): string[] {
  if (wasClockSet) return [];
  return [...foundByStatement].map((id) => `${id} was paid, and only the statement knew`);
}

function openEnds({ till }: Run): string[] {
  const attempts = [...till.attempts.values()].filter(
    (attempt) => isDriven(attempt) || ['late', 'unresolved', 'unverified'].includes(attempt.state),
  );
  const refunds = [...till.refunds.values()].filter(
    (refund) => isRefundLive(refund) || refund.state === 'unresolved',
  );
  return [...attempts, ...refunds].map(({ id, state }) => `${id} is still ${state}`);
}

function moneyDifferences(run: Run): string[] {
  const { till, models, cash } = run;
  return [...till.attempts.values()].flatMap((attempt) => {
    const { id, provider, orderNumber } = attempt;
    const oursMinor = keptMinor(run, attempt);
    const theirsMinor = heldMinor(run, provider, orderNumber);
    const customerMinor =
      (models.get(provider)?.books.purse.get(orderNumber) ?? 0) - (cash.get(orderNumber) ?? 0);
    if (oursMinor === theirsMinor && oursMinor === customerMinor) return [];
    return [`${id}: terminal ${oursMinor}, provider ${theirsMinor}, customer ${customerMinor}`];
  });
}

/** What the terminal believes to have of a payment. */
function keptMinor({ till }: Run, { id, state, amountMinor }: Attempt): number {
  if (state !== 'paid' && state !== 'late' && state !== 'unverified') return 0;
  let keptMinor = amountMinor;
  for (const refund of till.refunds.values()) {
    if (refund.attemptId === id && refund.state === 'refunded') keptMinor -= refund.amountMinor;
  }
  return keptMinor;
}

function saleDifferences({ till, sales }: Run): string[] {
  const paidTwice = sales
    .filter(({ id, totalMinor }) => till.paidMinor(id) > totalMinor)
    .map(({ id }) => `${id} was paid twice`);
  const refundedTwice = [...till.attempts.values()]
    .filter(({ id, amountMinor }) => {
      const ofAttempt = [...till.refunds.values()].filter(
        ({ attemptId, state }) => attemptId === id && state === 'refunded',
      );
      return ofAttempt.reduce((sum, refund) => sum + refund.amountMinor, 0) > amountMinor;
    })
    .map(({ id }) => `${id} was refunded beyond what was paid`);
  return [...paidTwice, ...refundedTwice, ...till.findings];
}

function providerDifferences({ till, models }: Run): string[] {
  const known = new Set([...till.attempts.values()].map(({ orderNumber }) => orderNumber));
  return [...models.values()].flatMap(({ account: { provider }, books, charges }) => [
    ...[...books.orders.keys()]
      .filter((orderNumber) => !known.has(orderNumber))
      .map((orderNumber) => `${provider} has ${orderNumber}, which the terminal does not`),
    ...[...charges]
      .filter(([, count]) => count > 1)
      .map(([orderNumber]) => `${provider} was sent the charge ${orderNumber} twice`),
    ...(books.overdrawn > 0 ? [`${provider} was asked to refund more than was left`] : []),
  ]);
}
