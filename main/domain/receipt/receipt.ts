import { localTime } from '../business-day.ts';
import { formatMinor, formatQuantity, formatRate } from '../format.ts';
import type { CompletedSale, SoldLine } from '../sale.ts';
import { cellWidth, clip, padStart, spread, wrap } from './cells.ts';
import type { ReceiptBlock, ReceiptDocument } from './document.ts';

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
  const rule: ReceiptBlock = line('-'.repeat(setting.widthCells));
  return {
    widthCells: setting.widthCells,
    blocks: [
      ...heading(sale, setting),
      rule,
      ...columns(setting),
      ...sale.lines.flatMap((sold) => soldLine(sold, sale, setting)),
      rule,
      ...totals(sale, setting),
      rule,
      ...tenders(sale, setting),
      ...foot(sale, setting),
    ],
  };
}

function line(text: string): ReceiptBlock {
  return { kind: 'line', text, align: 'left' };
}

function centred(text: string, widthCells: number): ReceiptBlock[] {
  return wrap(text, widthCells).map((part) => ({ kind: 'line', text: part, align: 'center' }));
}

function heading(sale: CompletedSale, setting: ReceiptSetting): ReceiptBlock[] {
  const { word, widthCells } = setting;
  const name = wrap(setting.storeName, Math.floor(widthCells / 2)).map(
    (text): ReceiptBlock => ({ kind: 'line', text, align: 'center', size: 'double', isBold: true }),
  );
  const copy: ReceiptBlock[] = setting.isCopy
    ? [{ kind: 'line', text: word('receipt.copy'), align: 'center', isBold: true, size: 'tall' }]
    : [];
  const facts = [
    spread(word('receipt.number'), sale.receiptNumber, widthCells),
    spread(word('receipt.date'), localTime(sale.completedAt, setting.timeZone), widthCells),
    spread(
      `${word('receipt.cashier')} ${sale.staffName}`,
      `${word('receipt.terminal')} ${sale.terminalNumber}`,
      widthCells,
    ),
  ];
  return [
    ...name,
    ...setting.storeLines.flatMap((text) => centred(text, widthCells)),
    ...copy,
    ...facts.flat().map(line),
  ];
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
  const money = (amountMinor: number) => formatMinor(amountMinor, sale.currency);
  const facts: [string, number][] = [];
  if (sale.saleDiscountMinor) {
    facts.push([word('receipt.subtotal'), sale.subtotalMinor]);
    facts.push([word('receipt.discount'), -sale.saleDiscountMinor]);
  }
  if (!sale.pricesIncludeTax) facts.push(...taxRows(sale, word('receipt.tax')));
  const half = Math.floor(widthCells / 2);
  const total = spread(word('receipt.total'), money(sale.totalMinor), half).map(
    (text): ReceiptBlock => ({ kind: 'line', text, align: 'left', size: 'double', isBold: true }),
  );
  const included = sale.pricesIncludeTax ? taxRows(sale, word('receipt.taxIncluded')) : [];
  const lines = (rows: [string, number][]) =>
    rows.flatMap(([label, amount]) => spread(label, money(amount), widthCells)).map(line);
  return [...lines(facts), ...total, ...lines(included)];
}

function taxRows(sale: CompletedSale, label: string): [string, number][] {
  return sale.taxes
    .filter((band) => band.rateBasisPoints > 0)
    .map((band) => [`${label} ${formatRate(band.rateBasisPoints)}`, band.taxMinor]);
}

function tenders(sale: CompletedSale, setting: ReceiptSetting): ReceiptBlock[] {
  const { word, widthCells } = setting;
  const money = (amountMinor: number) => formatMinor(amountMinor, sale.currency);
  const rows: [string, number][] = sale.tenders.map((tender) => [
    tender.kind === 'cash' ? word('receipt.cash') : word(`receipt.wallet.${tender.provider}`),
    tender.tenderedMinor,
  ]);
  if (sale.roundingMinor) rows.push([word('receipt.rounding'), sale.roundingMinor]);
  if (sale.changeMinor) rows.push([word('receipt.change'), sale.changeMinor]);
  return rows.flatMap(([label, amount]) => spread(label, money(amount), widthCells)).map(line);
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
