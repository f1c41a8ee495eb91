import type { QueryInput } from '../../../main/contract/queries.ts';
import { toSteps } from '../../parts/digits.ts';

type SaysTyped = {
  readonly number: string;
  readonly amount: string;
  /** As on the phone, such as `14:32`. */
  readonly time: string;
};

/** A phone's clock and the shop's differ, and a bill shows the minute it was paid or confirmed. */
const aroundMs = 15 * 60_000;
const minuteMs = 60_000;
const dayMinutes = 24 * 60;

/**
 * What to look for, from what was typed so far; null while nothing of it makes sense. A time means the
 * last time that the shop's clock showed it.
 *
 * @param here the shop's clock, and the moment of its full minute
 */
export function searchOf(
  typed: SaysTyped,
  here: { readonly decimals: number; readonly clock: string; readonly minuteAt: number },
): QueryInput<'desk.search'> | null {
  const text = typed.number.trim();
  const amountMinor = amountOf(typed.amount, here.decimals);
  const minutes = minutesOf(typed.time);
  const minutesNow = minutesOf(here.clock);
  if (text === '' && amountMinor === null && minutes === null) return null;
  if (minutes === null || minutesNow === null) {
    return { text, amountMinor, fromAt: null, toAt: null };
  }
  const ago = (minutesNow - minutes + dayMinutes) % dayMinutes;
  const at = here.minuteAt - ago * minuteMs;
  return { text, amountMinor, fromAt: at - aroundMs, toAt: at + aroundMs };
}

function amountOf(typed: string, decimals: number): number | null {
  const [, whole, fraction = ''] = /^(\d{1,9})(?:\.(\d*))?$/.exec(typed.trim()) ?? [];
  if (whole === undefined || fraction.length > decimals) return null;
  return toSteps(`${whole}.${fraction}`, decimals);
}

function minutesOf(typed: string): number | null {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(typed.trim()) ?? [];
  if (hours === undefined || minutes === undefined) return null;
  const isTime = Number(hours) < 24 && Number(minutes) < 60;
  return isTime ? Number(hours) * 60 + Number(minutes) : null;
}
