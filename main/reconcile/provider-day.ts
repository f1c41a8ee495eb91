import { localDay } from '../domain/business-day.ts';

const dayMs = 24 * 3_600_000;
/** No place on earth is further from UTC than this. */
const zoneMs = 15 * 3_600_000;

/** Whether a text of the form `YYYY-MM-DD` is a day of the calendar. */
export function isDay(day: string): boolean {
  const at = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}

/** The day so many days later, or earlier. */
export function shiftDay(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** The first millisecond of a provider's day, UTC; where clocks are changed, too. */
export function dayStart(day: string, timeZone: string): number {
  const utc = Date.parse(`${day}T00:00:00Z`);
  let before = utc - zoneMs;
  let within = utc + zoneMs;
  while (within - before > 1) {
    const middle = Math.floor((before + within) / 2);
    if (localDay(middle, timeZone) >= day) within = middle;
    else before = middle;
  }
  return within;
}

/** The provider's days that a stretch of time touches, in order. */
export function daysTouched(fromAt: number, toAt: number, timeZone: string): string[] {
  const last = localDay(toAt, timeZone);
  const days: string[] = [];
  for (let day = localDay(fromAt, timeZone); day <= last; day = shiftDay(day, 1)) days.push(day);
  return days;
}
