import { formatMinor, formatRate } from '../format.ts';
import type { TaxBand } from '../tax.ts';
import type { Tender } from '../tender.ts';
import { spread, wrap } from './cells.ts';
import type { ReceiptBlock } from './document.ts';
import type { ReceiptSetting } from './receipt.ts';

// What the papers of a sale and of a refund have in common.

export function line(text: string): ReceiptBlock {
  return { kind: 'line', text, align: 'left' };
}

export function rule(widthCells: number): ReceiptBlock {
  return line('-'.repeat(widthCells));
}

export function centred(text: string, widthCells: number): ReceiptBlock[] {
  return wrap(text, widthCells).map((part) => ({ kind: 'line', text: part, align: 'center' }));
}

/** In letters of double size, of which half as many stand in a line. */
export function title(text: string, widthCells: number): ReceiptBlock[] {
  return wrap(text, Math.floor(widthCells / 2)).map((part) => ({
    kind: 'line',
    text: part,
    align: 'center',
    size: 'double',
    isBold: true,
  }));
}

export function storeHeading({ storeName, storeLines, widthCells }: ReceiptSetting) {
  return [
    ...title(storeName, widthCells),
    ...storeLines.flatMap((text) => centred(text, widthCells)),
  ];
}

export function copyMark({ isCopy, word }: ReceiptSetting): ReceiptBlock[] {
  if (!isCopy) return [];
  const text = word('receipt.copy');
  return [{ kind: 'line', text, align: 'center', isBold: true, size: 'tall' }];
}

/** Labels at the left, amounts at the right edge. */
export function amountRows(
  rows: readonly (readonly [label: string, amountMinor: number])[],
  currency: string,
  widthCells: number,
): ReceiptBlock[] {
  return rows
    .flatMap(([label, amount]) => spread(label, formatMinor(amount, currency), widthCells))
    .map(line);
}

export function totalRow(label: string, amount: string, widthCells: number): ReceiptBlock[] {
  return spread(label, amount, Math.floor(widthCells / 2)).map((text) => ({
    kind: 'line',
    text,
    align: 'left',
    size: 'double',
    isBold: true,
  }));
}

export function taxRows(taxes: readonly TaxBand[], label: string): [string, number][] {
  return taxes
    .filter((band) => band.rateBasisPoints > 0)
    .map((band) => [`${label} ${formatRate(band.rateBasisPoints)}`, band.taxMinor]);
}

/** The name of a way to pay, as the customer knows it. */
export function tenderName(
  { kind, provider }: Pick<Tender, 'kind' | 'provider'>,
  word: ReceiptSetting['word'],
): string {
  return kind === 'wallet' ? word(`receipt.wallet.${provider}`) : word(`receipt.${kind}`);
}
