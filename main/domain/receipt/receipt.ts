import { localTime } from '../business-day.ts';
import { formatMinor, formatQuantity } from '../format.ts';
import type { CompletedSale, SoldLine } from '../sale.ts';
import { cellWidth, clip, padStart, spread, wrap } from './cells.ts';
import type { ReceiptBlock, ReceiptDocument } from './document.ts';
import {
  amountRows,
  centred,
  copyMark,
  line,
  rule,
  storeHeading,
  taxRows,
  tenderName,
  totalRow,
} from './layout.ts';

/** What a receipt says besides the sale itself. */
export type ReceiptSetting = {
  readonly widthCells: number;
  readonly storeName: string;
  /** Address and telephone, a line each. */
  readonly storeLines: readonly string[];
  readonly timeZone: string;
  /** Which of an item's names is printed. */
  readonly language: 'zh-CN' | 'zh-TW' | 'en';
  /** What the code at the foot leads to; the receipt number is put behind it. Null for no code. */
  readonly codeUrl: string | null;
  readonly isCopy: boolean;
  /** The word for a key such as `receipt.total`, in the receipt's language. */
  readonly word: (key: string) => string;
};

/** The receipt of a finished sale. Pure: the same record gives the same paper for ever. */
export function receiptOf(sale: CompletedSale, setting: ReceiptSetting): ReceiptDocument {
  const ruled = rule(setting.widthCells);
  return {
    widthCells: setting.widthCells,
    blocks: [
      ...heading(sale, setting),
      ruled,
      ...columns(setting),
      ...sale.lines.flatMap((sold) => soldLine(sold, sale, setting)),
      ruled,
      ...totals(sale, setting),
      ruled,
      ...tenders(sale, setting),
      ...foot(sale, setting),
    ],
  };
}

function heading(sale: CompletedSale, setting: ReceiptSetting): ReceiptBlock[] {
  const { word, widthCells } = setting;
  const facts = [
    spread(word('receipt.number'), sale.receiptNumber, widthCells),
    spread(word('receipt.date'), localTime(sale.completedAt, setting.timeZone), widthCells),
    spread(
      `${word('receipt.cashier')} ${sale.staffName}`,
      `${word('receipt.terminal')} ${sale.terminalNumber}`,
      widthCells,
    ),
  ];
  return [...storeHeading(setting), ...copyMark(setting), ...facts.flat().map(line)];
}

/** Cells of the columns quantity, price and amount; the item's name has a line of its own. */
function columnCells(widthCells: number): { quantity: number; price: number; amount: number } {
  const third = Math.floor(widthCells / 3);
  return { quantity: widthCells - 2 * third, price: third, amount: third };
}

/** The three columns; what does not fit its own stands without them, the amount at the edge. */
function row(
  quantity: string,
  price: string,
  amount: string,
  widthCells: number,
): readonly ReceiptBlock[] {
  const cells = columnCells(widthCells);
  const isInColumns =
    cellWidth(quantity) <= cells.quantity &&
    cellWidth(price) < cells.price &&
    cellWidth(amount) < cells.amount;
  if (!isInColumns) return spread(`${quantity} ${price}`, amount, widthCells).map(line);
  const columns = [
    padStart(quantity, cells.quantity),
    padStart(price, cells.price),
    padStart(amount, cells.amount),
  ];
  return [line(columns.join(''))];
}

/** The head of the columns; the word for the items stands in the room left of the quantity. */
function columns({ word, widthCells }: ReceiptSetting): ReceiptBlock[] {
  const cells = columnCells(widthCells);
  const [first = ''] = spread(word('receipt.item'), word('receipt.quantity'), cells.quantity).slice(
    -1,
  );
  return [
    line(
      first +
        padStart(word('receipt.price'), cells.price) +
        padStart(word('receipt.amount'), cells.amount),
    ),
  ];
}

function soldLine(sold: SoldLine, sale: CompletedSale, setting: ReceiptSetting): ReceiptBlock[] {
  const { widthCells, word } = setting;
  const money = (amountMinor: number) => formatMinor(amountMinor, sale.currency);
  const name = wrap(sold.name[setting.language] ?? sold.name['zh-CN'], widthCells).map(line);
  const quantity = `${formatQuantity(sold.quantityMilli)}${sold.soldBy === 'weight' ? ` ${sold.unit}` : ''}`;
  const discount = sold.discountMinor
    ? spread(`  ${word('receipt.lineDiscount')}`, money(-sold.discountMinor), widthCells).map(line)
    : [];
  return [
    ...name,
    ...row(quantity, money(sold.unitPriceMinor), money(sold.grossMinor), widthCells),
    ...discount,
  ];
}

function totals(sale: CompletedSale, setting: ReceiptSetting): ReceiptBlock[] {
  const { word, widthCells } = setting;
  const facts: [string, number][] = [];
  if (sale.saleDiscountMinor) {
    facts.push([word('receipt.subtotal'), sale.subtotalMinor]);
    facts.push([word('receipt.discount'), -sale.saleDiscountMinor]);
  }
  if (!sale.pricesIncludeTax) facts.push(...taxRows(sale.taxes, word('receipt.tax')));
  const total = formatMinor(sale.totalMinor, sale.currency);
  const included = sale.pricesIncludeTax ? taxRows(sale.taxes, word('receipt.taxIncluded')) : [];
  return [
    ...amountRows(facts, sale.currency, widthCells),
    ...totalRow(word('receipt.total'), total, widthCells),
    ...amountRows(included, sale.currency, widthCells),
  ];
}

function tenders(sale: CompletedSale, { word, widthCells }: ReceiptSetting): ReceiptBlock[] {
  const rows = sale.tenders.map((tender): [string, number] => {
    const name = tenderName(tender, word);
    // somebody's word was taken for it: both sides should be able to read that
    const label = tender.isVerified === false ? `${name} (${word('receipt.unverified')})` : name;
    return [label, tender.tenderedMinor];
  });
  if (sale.roundingMinor) rows.push([word('receipt.rounding'), sale.roundingMinor]);
  if (sale.changeMinor) rows.push([word('receipt.change'), sale.changeMinor]);
  return amountRows(rows, sale.currency, widthCells);
}

function foot(sale: CompletedSale, setting: ReceiptSetting): ReceiptBlock[] {
  const { word, widthCells } = setting;
  const code: ReceiptBlock[] =
    setting.codeUrl === null
      ? []
      : [
          { kind: 'feed', lines: 1 },
          { kind: 'qr', data: `${setting.codeUrl}${sale.receiptNumber}`, moduleDots: 5 },
          { kind: 'feed', lines: 1 },
          ...centred(word('receipt.scanForInvoice'), widthCells),
        ];
  return [
    ...code,
    { kind: 'feed', lines: 1 },
    { kind: 'line', text: clip(word('receipt.thanks'), widthCells), align: 'center' },
    { kind: 'feed', lines: 3 },
    { kind: 'cut' },
  ];
}
