import { limits } from '../../../contract/limits.ts';
import { readCode } from '../../../domain/barcode/read-code.ts';
import type { CellFault } from './import-result.ts';

/** What one cell says, or why it says nothing. */
export type Cell<Value> = { readonly value: Value } | { readonly fault: CellFault };

export function readText(text: string, charactersMax: number): Cell<string> {
  const value = text.trim();
  return value.length > charactersMax ? { fault: 'too-long' } : { value };
}

export function readName(text: string): Cell<string> {
  const cell = readText(text, limits.itemNameCharacters);
  return 'value' in cell && cell.value === '' ? { fault: 'missing' } : cell;
}

export function readId(text: string): Cell<string | undefined> {
  const value = text.trim();
  if (value === '') return { value: undefined };
  return /^[0-9A-Za-z_.:-]{1,64}$/.test(value) ? { value } : { fault: 'characters' };
}

/** Several codes are separated by `;` or `|`. A number in the length of a GTIN must be a right one. */
export function readCodes(text: string): Cell<string[]> {
  const value = text
    .split(/[;|；]/)
    .map((code) => code.trim())
    .filter((code) => code !== '');
  if (value.length > limits.codesPerItem) return { fault: 'too-many' };
  for (const code of value) {
    const reading = readCode(code, []);
    if (reading.kind === 'invalid') {
      return { fault: reading.reason === 'empty' ? 'missing' : reading.reason };
    }
  }
  return { value };
}

/**
 * A decimal text in the currency's main unit, such as `12.5` or `￥12.50`, exactly in minor units.
 * @param digits decimals of the currency, 2 for yuan.
 */
export function readPrice(text: string, digits: number): Cell<number> {
  const bare = text.trim().replace(/^[¥￥]\s*/, '');
  if (bare === '') return { fault: 'missing' };
  const value = scaled(bare, digits);
  if (value === null) return { fault: 'number' };
  return value > limits.priceMinor ? { fault: 'out-of-range' } : { value };
}

/** Percent with or without its sign, in basis points. Below one the sign is needed: 0.13 is unclear. */
export function readTaxRate(text: string): Cell<number> {
  const trimmed = text.trim();
  if (trimmed === '') return { value: 0 };
  const hasSign = /[%％]$/.test(trimmed);
  const value = scaled(trimmed.replace(/\s*[%％]$/, ''), 2);
  if (value === null) return { fault: 'number' };
  if (value > 10_000) return { fault: 'out-of-range' };
  return !hasSign && value > 0 && value < 100 ? { fault: 'percent' } : { value };
}

const byCount = ['', 'count', '计件', '計件', '按件', '件'];
const byWeight = ['weight', '称重', '稱重', '计重', '計重', '按重量'];

export function readSoldBy(text: string): Cell<'count' | 'weight'> {
  const word = text.trim().toLowerCase();
  if (byCount.includes(word)) return { value: 'count' };
  return byWeight.includes(word) ? { value: 'weight' } : { fault: 'word' };
}

const yes = ['', '1', 'yes', 'true', '是', '在售', '启用', '啟用'];
const no = ['0', 'no', 'false', '否', '停售', '停用'];

export function readIsActive(text: string): Cell<boolean> {
  const word = text.trim().toLowerCase();
  if (yes.includes(word)) return { value: true };
  return no.includes(word) ? { value: false } : { fault: 'word' };
}

/** `text × 10^digits` as a whole number, without passing through a fraction; null when it is not one. */
function scaled(text: string, digits: number): number | null {
  const match = /^(\d{1,12})(?:\.(\d+))?$/.exec(text.normalize('NFKC'));
  if (!match) return null;
  const [, whole = '', fraction = ''] = match;
  const spare = fraction.slice(digits);
  if (/[1-9]/.test(spare)) return null;
  return Number(whole + fraction.slice(0, digits).padEnd(digits, '0'));
}
