import type { FailureCode } from '../../../../main/contract/failure.ts';
import type { VirtualTime } from '../virtual-time.ts';
import type { Chance } from './chance.ts';

/** What can become of one call on its way there and back. */
const faults = [
  'not-sent', // no connection at all
  'request-lost',
  'answer-lost',
  'delayed', // the request arrives when nobody waits for its answer any more
  'twice', // the request is delivered twice
  'error', // the provider says that it is in trouble, after it did what it was asked
  'forged', // the answer's signature is wrong
  'amount', // the answer names another amount
] as const;

export type Fault = (typeof faults)[number] | 'none';

export type Trip = { readonly thereMs: number; readonly backMs: number; readonly fault: Fault };

export type Doubt = {
  readonly kind: 'unknown';
  readonly code: FailureCode;
  readonly detail: string;
};

export type CallName = 'charge' | 'query' | 'reverse' | 'refund' | 'refund-query';

export const timeoutMs = 10_000;
/** A payment code is dead after a minute, so nothing is charged with it that arrives later. */
const delayedMaxMs = 50_000;

export const smooth: Trip = { thereMs: 60, backMs: 60, fault: 'none' };

export function randomTrip(chance: Chance): Trip {
  const fault = chance.percent(35) ? 'none' : chance.pick(faults);
  const thereMs =
    fault === 'delayed'
      ? timeoutMs + chance.below(delayedMaxMs - timeoutMs)
      : chance.below(chance.pick([200, 9_900]));
  return { thereMs, backMs: chance.below(Math.max(1, timeoutMs - thereMs)), fault };
}

type Call<Answer> = {
  readonly trip: Trip;
  /** Done where the request arrives. */
  readonly act: () => Answer | Promise<Answer>;
  /** The answer with another amount in it, where it has one. */
  readonly falsify: (answer: Answer) => Answer;
  /** What the caller hears when there was no connection at all. */
  readonly notSent: Answer;
};

/** Carries one call to the provider and its answer back, as well as the trip goes. */
export async function travel<Answer>(
  time: VirtualTime,
  { trip, act, falsify, notSent }: Call<Answer>,
): Promise<Answer | Doubt> {
  const { thereMs, backMs, fault } = trip;
  if (fault === 'not-sent') return notSent;
  if (fault === 'delayed') {
    time.timers.after(thereMs, () => void act());
    await time.wait(timeoutMs);
    return doubt('payment.unknown-outcome');
  }
  await time.wait(thereMs);
  if (fault === 'request-lost' || fault === 'answer-lost') {
    if (fault === 'answer-lost') void act();
    await time.wait(timeoutMs - thereMs);
    return doubt('payment.unknown-outcome');
  }
  if (fault === 'twice') void act();
  const answer = await act();
  await time.wait(backMs);
  if (fault === 'error') return doubt('payment.provider-error');
  if (fault === 'forged') return doubt('payment.signature-wrong');
  return fault === 'amount' ? falsify(answer) : answer;
}

export function doubt(code: FailureCode): Doubt {
  return { kind: 'unknown', code, detail: 'the model’s network' };
}
