import { formatMinor } from '../../domain/format.ts';

/** Alipay writes amounts as yuan with two decimals in a string, such as `12.50` (payment-facts 2.4). */
export function yuanOf(fen: number): string {
  return formatMinor(fen, 'CNY');
}

/** Fen from such a string, digit by digit; null when it is no amount. A bill's refunds are negative. */
export function fenOf(yuan: string): number | null {
  const found = /^([+-]?)([0-9]{1,13})(?:\.([0-9]{1,2}))?$/.exec(yuan);
  if (!found) return null;
  const [, sign, whole = '', fraction = ''] = found;
  const fen = Number(whole + fraction.padEnd(2, '0'));
  return sign === '-' && fen !== 0 ? -fen : fen;
}
