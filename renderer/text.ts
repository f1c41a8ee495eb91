import { signal } from '@preact/signals';
import { IntlMessageFormat } from 'intl-messageformat';
import type { FailureCode } from '../main/contract/failure.ts';
import { type TextKey, texts } from '../main/contract/text/index.ts';
import type { Language, LocalName } from '../main/contract/values.ts';
import * as format from './format.ts';

export type Values = Readonly<Record<string, string | number>>;

/** In which language, currency and time zone this page speaks; set from each snapshot. */
export const locale = signal<format.Locale>({
  language: 'zh-CN',
  currency: 'CNY',
  timeZone: 'Asia/Shanghai',
});

/** Sets the locale, and leaves it alone when nothing changed: every word on the page hangs on it. */
export function speak(language: Language, currency: string, timeZone: string): void {
  const known = locale.peek();
  const isSame =
    known.language === language && known.currency === currency && known.timeZone === timeZone;
  if (!isSame) locale.value = { language, currency, timeZone };
}

const compiled = new Map<string, IntlMessageFormat>();

/** The words under `key`, with `values` put in. */
export function t(key: TextKey, values?: Values): string {
  const { language } = locale.value;
  const words = texts[language][key];
  return words.includes('{') ? String(compile(language, words).format(values)) : words;
}

function compile(language: Language, words: string): IntlMessageFormat {
  const key = `${language} ${words}`;
  const known = compiled.get(key);
  if (known) return known;
  const message = new IntlMessageFormat(words, language);
  compiled.set(key, message);
  return message;
}

function isTextKey(key: string): key is TextKey {
  return Object.hasOwn(texts['zh-CN'], key);
}

/** The words under a key that arrives as data, such as a provider's or a reason's name. */
export function wordFor(prefix: string, word: string): string {
  const key = `${prefix}.${word}`;
  return isTextKey(key) ? t(key) : word;
}

/** What went wrong, and what to do about it. */
export function failureWords(code: FailureCode): { readonly what: string; readonly todo: string } {
  return { what: t(`failure.${code}`), todo: t(`failure.${code}.do`) };
}

/** A notice's sentence; its code is a notice's own or a failure's. */
export function noticeWords(
  code: string,
  values: Values,
): { readonly what: string; readonly todo: string | null } {
  const own = `notice.${code}`;
  if (isTextKey(own)) return { what: t(own, values), todo: null };
  const failure = `failure.${code}`;
  const todo = `${failure}.do`;
  if (isTextKey(failure) && isTextKey(todo)) return { what: t(failure), todo: t(todo) };
  return { what: t('failure.internal'), todo: t('failure.internal.do') };
}

/** A name in this page's language, or the nearest one that was written. */
export function nameOf(name: LocalName): string {
  return name[locale.value.language] ?? name['zh-CN'];
}

export const money = (minor: number): string => format.money(minor, locale.value);
export const note = (minor: number): string => format.note(minor, locale.value);
export const clock = (at: number): string => format.clock(at, locale.value);
export const dayAndClock = (at: number): string => format.dayAndClock(at, locale.value);
export const date = (at: number): string => format.date(at, locale.value);
export const day = (isoDay: string): string => format.day(isoDay, locale.value);
export const percent = (basisPoints: number): string => format.percent(basisPoints, locale.value);
export const count = (value: number): string => format.count(value, locale.value);
export const quantity = (milli: number): string => format.quantity(milli, locale.value);
export const clockMs = (at: number): string => format.clockMs(at, locale.value);
export const bytes = (value: number): string => format.bytes(value, locale.value);
export const milliseconds = (ms: number): string => format.shortTime(ms * 1_000, locale.value);
export const microseconds = (us: number): string => format.shortTime(us, locale.value);
export const longTime = (ms: number): string => format.longTime(ms, locale.value);
