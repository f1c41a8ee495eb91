import { currencyDigits, formatMinor } from '../format.ts';
import { isAmount } from './formats.ts';

/** ISO 4217 numbers of the currencies whose codes a till here may meet. */
const numbers: Readonly<Record<string, string>> = {
  AUD: '036',
  BRL: '986',
  CAD: '124',
  CHF: '756',
  CNY: '156',
  EUR: '978',
  GBP: '826',
  HKD: '344',
  IDR: '360',
  INR: '356',
  JPY: '392',
  KHR: '116',
  KRW: '410',
  LAK: '418',
  LKR: '144',
  MMK: '104',
  MOP: '446',
  MYR: '458',
  NPR: '524',
  PHP: '608',
  SGD: '702',
  THB: '764',
  TWD: '901',
  USD: '840',
  VND: '704',
};

/** Their smaller unit is out of use: whole amounts are written without it. */
const writtenWhole: ReadonlySet<string> = new Set(['IDR', 'KHR']);

/** `764` for `THB`; null for a currency that is not in the table. */
export function currencyNumber(currency: string): string | null {
  return Object.hasOwn(numbers, currency) ? (numbers[currency] ?? null) : null;
}

/** `THB` for `764`. */
export function currencyOf(number: string): string | null {
  return Object.keys(numbers).find((currency) => numbers[currency] === number) ?? null;
}

/** The text of object 54; null when it is not positive or has too many digits. */
export function amountText(amountMinor: number, currency: string): string | null {
  if (!Number.isSafeInteger(amountMinor) || amountMinor <= 0) return null;
  const text = formatMinor(amountMinor, currency);
  const written = writtenWhole.has(currency) ? text.replace(/\.0+$/, '') : text;
  return isAmount(written) ? written : null;
}

/** The minor units of an object 54; null when there are smaller fractions than the currency has. */
export function amountMinorOf(text: string, currency: string): number | null {
  if (!isAmount(text)) return null;
  const [whole = '', fraction = ''] = text.split('.');
  const digits = currencyDigits(currency);
  if (/[1-9]/.test(fraction.slice(digits))) return null;
  const minor = Number(whole + fraction.slice(0, digits).padEnd(digits, '0'));
  return Number.isSafeInteger(minor) ? minor : null;
}
