import { localTime } from '../business-day.ts';
import { formatMinor, formatQuantity } from '../format.ts';
import { type CompletedRefund, isInCash, type RefundPart } from '../refund/document.ts';
import { cashOf } from '../refund/progress.ts';
import { spread, wrap } from './cells.ts';
import type { ReceiptBlock, ReceiptDocument } from './document.ts';
import {
  amountRows,
  copyMark,
  line,
  rule,
  storeHeading,
  taxRows,
  tenderName,
  title,
  totalRow,
} from './layout.ts';
import type { ReceiptSetting } from './receipt.ts';

/** The receipt of a finished refund: what went back, by which way, and for whom to sign. Pure. */
export function refundReceiptOf(refund: CompletedRefund, setting: ReceiptSetting): ReceiptDocument {
  const ruled = rule(setting.widthCells);
  return {
    widthCells: setting.widthCells,
    blocks: [
      ...heading(refund, setting),
      ruled,
      ...goods(refund, setting),
      ruled,
      ...totals(refund, setting),
      ruled,
      ...refund.parts.flatMap((part) => wayBack(part, refund.currency, setting)),
      ...rounding(refund, setting),
      ...foot(refund, setting),
    ],
  };
}

function heading(refund: CompletedRefund, setting: ReceiptSetting): ReceiptBlock[] {
  const { word, widthCells } = setting;
  const facts = [
    spread(word('receipt.number'), refund.receiptNumber, widthCells),
    spread(word('receipt.refundOf'), refund.saleReceiptNumber, widthCells),
    spread(word('receipt.date'), localTime(refund.completedAt, setting.timeZone), widthCells),
    spread(
      `${word('receipt.cashier')} ${refund.staffName}`,
      `${word('receipt.terminal')} ${refund.terminalNumber}`,
      widthCells,
    ),
  ];
  return [
    ...storeHeading(setting),
    ...title(word('receipt.refund'), widthCells),
    ...copyMark(setting),
    ...facts.flat().map(line),
  ];
}

/** Each line's own discount and its part of the sale's are in the amount: it is what the customer gets. */
function goods({ lines, amountMinor, currency }: CompletedRefund, setting: ReceiptSetting) {
  const { word, widthCells, language } = setting;
  if (lines.length === 0) {
    return amountRows([[word('receipt.refundAmount'), -amountMinor]], currency, widthCells);
  }
  return lines.flatMap((back): ReceiptBlock[] => {
    const name = wrap(back.name[language] ?? back.name['zh-CN'], widthCells).map(line);
    const quantity = `  ${formatQuantity(back.quantityMilli)} ${back.unit}`;
    return [...name, ...amountRows([[quantity, -back.amountMinor]], currency, widthCells)];
  });
}

function totals(refund: CompletedRefund, { word, widthCells }: ReceiptSetting): ReceiptBlock[] {
  const { taxes, currency, pricesIncludeTax } = refund;
  const label = word(pricesIncludeTax ? 'receipt.taxIncluded' : 'receipt.tax');
  const rows = taxRows(taxes, label).map(([name, minor]): [string, number] => [name, -minor]);
  const tax = amountRows(rows, currency, widthCells);
  const amount = formatMinor(-refund.amountMinor, currency);
  const total = totalRow(word('receipt.refundTotal'), amount, widthCells);
  return pricesIncludeTax ? [...total, ...tax] : [...tax, ...total];
}

function wayBack(
  part: RefundPart,
  currency: string,
  { word, widthCells }: ReceiptSetting,
): ReceiptBlock[] {
  const own = tenderName(part, word);
  // cash for a wallet whose own way was closed names the wallet too
  const name = part.by === 'cash' ? `${word('receipt.cash')} (${own})` : own;
  const reference =
    part.reference === null || isInCash(part)
      ? []
      : wrap(`  ${word('receipt.reference')} ${part.reference}`, widthCells).map(line);
  return [...amountRows([[name, -part.givenMinor]], currency, widthCells), ...reference];
}

function rounding(refund: CompletedRefund, { word, widthCells }: ReceiptSetting): ReceiptBlock[] {
  if (refund.roundingMinor === 0) return [];
  const rows: [string, number][] = [[word('receipt.rounding'), -refund.roundingMinor]];
  return amountRows(rows, refund.currency, widthCells);
}

function foot(refund: CompletedRefund, { word, widthCells }: ReceiptSetting): ReceiptBlock[] {
  const said = (label: string, text: string) =>
    text === '' ? [] : wrap(`${word(label)} ${text}`, widthCells).map(line);
  const signature: ReceiptBlock[] =
    cashOf(refund) === 0
      ? []
      : [{ kind: 'feed', lines: 2 }, line('_'.repeat(widthCells)), line(word('receipt.signature'))];
  return [
    ...said('receipt.reason', refund.reason),
    ...said('receipt.approvedBy', refund.approvedBy?.name ?? ''),
    ...signature,
    { kind: 'feed', lines: 3 },
    { kind: 'cut' },
  ];
}
