import { localTime } from '../../domain/business-day.ts';
import type { AmountForm, TimeForm } from './dialect.ts';

/** Whole fen in the form of a dialect. */
export function writeAmount(fen: number, form: AmountForm): number | string {
  if (form === 'fen') return fen;
  if (form === 'fen-text') return String(fen);
  return `${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
}

/** Fen, negative ones too, or null for what is no amount: half a fen, a comma, an exponent. */
export function readAmount(value: unknown, form: AmountForm): number | null {
  if (form === 'fen') return Number.isSafeInteger(value) ? Number(value) : null;
  if (typeof value !== 'string') return null;
  if (form === 'fen-text')
    return /^-?[0-9]{1,15}$/.test(value) ? positiveZero(Number(value)) : null;
  const found = /^(-?)([0-9]{1,12})(?:\.([0-9]{1,2}))?$/.exec(value);
  if (!found) return null;
  const [, sign = '', yuan = '', fen = ''] = found;
  const whole = Number(yuan) * 100 + Number(fen.padEnd(2, '0'));
  return positiveZero(sign === '-' ? -whole : whole);
}

function positiveZero(amount: number): number {
  return amount === 0 ? 0 : amount;
}

/** @param at UTC ms */
export function writeTime(at: number, form: TimeForm, timeZone: string): string {
  if (form === 'iso') return new Date(at).toISOString();
  const spaced = localTime(at, timeZone);
  return form === 'spaced' ? spaced : spaced.replaceAll(/[^0-9]/g, '');
}

const isoTime = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{5,15}(?:Z|[+-][0-9]{2}:[0-9]{2})$/;
const localForms: Readonly<Record<Exclude<TimeForm, 'iso'>, RegExp>> = {
  compact: /^([0-9]{4})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})$/,
  spaced: /^([0-9]{4})-([0-9]{2})-([0-9]{2}) ([0-9]{2}):([0-9]{2}):([0-9]{2})$/,
};

/** UTC ms, or null for what is no time. */
export function readTime(value: unknown, form: TimeForm, timeZone: string): number | null {
  if (typeof value !== 'string') return null;
  if (form === 'iso') {
    const at = isoTime.test(value) && isDay(value.slice(0, 10)) ? Date.parse(value) : Number.NaN;
    return Number.isNaN(at) ? null : at;
  }
  const found = localForms[form].exec(value);
  if (!found) return null;
  const [, year, month, day, hour, minute, second] = found;
  const date = `${year}-${month}-${day}`;
  const local = isDay(date) ? Date.parse(`${date}T${hour}:${minute}:${second}Z`) : Number.NaN;
  return Number.isNaN(local) ? null : local - offsetMs(local, timeZone);
}

/** JavaScript takes the 31st of February for a day of March. */
function isDay(date: string): boolean {
  const at = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(date);
}

const hourMs = 3_600_000;
const offsets = new Map<string, number>();
/** A statement is of one day. */
const offsetsMax = 1_000;

/** How far a zone's clock is ahead of UTC when it shows `local`; by the hour, for a million rows a minute. */
function offsetMs(local: number, timeZone: string): number {
  const hour = Math.floor(local / hourMs);
  const key = `${timeZone} ${hour}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const aheadAt = (at: number): number =>
    Date.parse(`${localTime(at, timeZone).replace(' ', 'T')}Z`) - at;
  const start = hour * hourMs;
  const offset = aheadAt(start - aheadAt(start));
  if (offsets.size >= offsetsMax) offsets.clear();
  offsets.set(key, offset);
  return offset;
}
