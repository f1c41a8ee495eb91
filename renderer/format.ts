import type { Language } from '../main/contract/values.ts';

/** Numbers, money and time as people write them. Pure; everything by `Intl`. */
export type Locale = {
  readonly language: Language;
  /** ISO 4217. */
  readonly currency: string;
  /** IANA name. */
  readonly timeZone: string;
};

const numberFormats = new Map<string, Intl.NumberFormat>();
const dateFormats = new Map<string, Intl.DateTimeFormat>();

/** Building a formatter costs more than a frame on a small terminal; each is built once. */
function numbers(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${language} ${JSON.stringify(options)}`;
  const known = numberFormats.get(key);
  if (known) return known;
  const format = new Intl.NumberFormat(language, options);
  numberFormats.set(key, format);
  return format;
}

function dates(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${JSON.stringify(options)}`;
  const known = dateFormats.get(key);
  if (known) return known;
  const format = new Intl.DateTimeFormat(language, options);
  dateFormats.set(key, format);
  return format;
}

function currencyFormat({ language, currency }: Locale): Intl.NumberFormat {
  return numbers(language, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
}

/** How many decimals the currency has: 2 for yuan, 0 for yen. */
export function currencyDecimals(locale: Locale): number {
  return currencyFormat(locale).resolvedOptions().maximumFractionDigits ?? 2;
}

/** The sign before an amount: `¥`. */
export function currencySymbol(locale: Locale): string {
  const parts = currencyFormat(locale).formatToParts(0);
  return parts.find(({ type }) => type === 'currency')?.value ?? '';
}

/** Minor units as money, `¥12.50`; a negative amount has a true minus sign before the symbol. */
export function money(minor: number, locale: Locale): string {
  const major = Math.abs(minor) / 10 ** currencyDecimals(locale);
  return `${minor < 0 ? '−' : ''}${currencyFormat(locale).format(major)}`;
}

/** Whole notes are written without decimals: `¥20`. */
export function note(minor: number, locale: Locale): string {
  const decimals = currencyDecimals(locale);
  if (minor % 10 ** decimals !== 0) return money(minor, locale);
  return numbers(locale.language, {
    style: 'currency',
    currency: locale.currency,
    currencyDisplay: 'narrowSymbol',
    maximumFractionDigits: 0,
  }).format(minor / 10 ** decimals);
}

/** Thousandths as a number without needless zeros: 2, 0.358. */
export function quantity(milli: number, { language }: Locale): string {
  return numbers(language, { maximumFractionDigits: 3 }).format(milli / 1_000);
}

export function count(value: number, { language }: Locale): string {
  return numbers(language, { maximumFractionDigits: 0 }).format(value);
}

/** Basis points as a percentage: 1,300 is `13%`. */
export function percent(basisPoints: number, { language }: Locale): string {
  return numbers(language, { style: 'percent', maximumFractionDigits: 2 }).format(
    basisPoints / 10_000,
  );
}

/** 14:32, in the store's time zone. */
export function clock(at: number, { language, timeZone }: Locale): string {
  return dates(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(
    at,
  );
}

export function dayAndClock(at: number, { language, timeZone }: Locale): string {
  return dates(language, {
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(at);
}

/** 2026/3/2: the day of a moment that may be years away. */
export function date(at: number, { language, timeZone }: Locale): string {
  return dates(language, { year: 'numeric', month: 'numeric', day: 'numeric', timeZone }).format(
    at,
  );
}

/** 14:32:10.123: for what a wire said, where a second holds many. */
export function clockMs(at: number, { language, timeZone }: Locale): string {
  return dates(language, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    hourCycle: 'h23',
    timeZone,
  }).format(at);
}

/** A business day such as `2026-03-02`, which is a date and not a moment. */
export function day(isoDay: string, { language }: Locale): string {
  return dates(language, {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    weekday: 'short',
    timeZone: 'UTC',
  }).format(Date.parse(`${isoDay}T00:00:00Z`));
}

/** Seconds as `0:42` or `1:05`, rounded up so that zero means over. */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function measured(value: number, unit: string, { language }: Locale, decimals = 0): string {
  return numbers(language, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: decimals,
  }).format(value);
}

const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];

/** Bytes in the largest decimal unit that leaves something before the point. */
export function bytes(value: number, locale: Locale): string {
  const step = value < 1 ? 0 : Math.floor(Math.log10(value) / 3);
  const unit = Math.min(step, byteUnits.length - 1);
  return measured(value / 1_000 ** unit, byteUnits[unit] ?? 'byte', locale, unit === 0 ? 0 : 1);
}

/** A short time: microseconds below a millisecond, milliseconds below ten seconds, then seconds. */
export function shortTime(us: number, locale: Locale): string {
  const size = Math.abs(us);
  if (size < 1_000) return measured(us, 'microsecond', locale);
  if (size < 10_000_000) return measured(us / 1_000, 'millisecond', locale, size < 10_000 ? 1 : 0);
  return measured(us / 1_000_000, 'second', locale, 1);
}

/** How long something has been on: days and hours, or hours and minutes. */
export function longTime(ms: number, locale: Locale): string {
  const minutes = Math.floor(ms / 60_000);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  const parts = [
    [days, 'day'],
    [hours % 24, 'hour'],
    [minutes % 60, 'minute'],
  ] as const;
  const first = parts.findIndex(([value]) => value > 0);
  return parts
    .slice(first < 0 ? 2 : first)
    .slice(0, 2)
    .map(([value, unit]) => measured(value, unit, locale))
    .join(' ');
}
