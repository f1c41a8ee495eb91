import type { LocalName } from './basket.ts';
import { formatMinor, formatQuantity } from './format.ts';
import type { Milli, Minor } from './money.ts';
import { cellWidth, padEnd } from './receipt/cells.ts';

/** Cells in a line of a customer's line display (device-facts 5: 2 × 20). */
export const displayCells = 20;

/** What the customer's display of two lines says of the sale; the fields are the customer's snapshot's. */
export type DisplayedSale = {
  readonly phase: 'idle' | 'basket' | 'pay' | 'waiting' | 'refused' | 'thanks' | 'closed';
  readonly storeName: LocalName;
  readonly currency: string;
  readonly lines: readonly DisplayedLine[];
  readonly lastLineId: string | null;
  readonly totals: { readonly totalMinor: Minor } | null;
  readonly dueMinor: Minor;
  readonly changeMinor: Minor;
  readonly paidMinor: Minor;
};

type DisplayedLine = {
  readonly id: string;
  readonly name: LocalName;
  readonly soldBy: 'count' | 'weight';
  readonly unit: string;
  readonly quantityMilli: Milli;
  readonly amountMinor: Minor;
};

/** How it is said: the words and names of one language, in characters that the display has. */
export type DisplayVoice = {
  readonly word: (
    key:
      | 'welcome'
      | 'closed'
      | 'next'
      | 'total'
      | 'due'
      | 'pay'
      | 'confirm'
      | 'refused'
      | 'paid'
      | 'change'
      | 'thanks',
  ) => string;
  readonly name: (name: LocalName) => string;
};

export type TwoLines = readonly [string, string];

/** The last item and the total while ringing up, then what is due, then the change. */
export function displayLines(sale: DisplayedSale, { word, name }: DisplayVoice): TwoLines {
  const amount = (minor: Minor): string => formatMinor(minor, sale.currency);
  const totalMinor = sale.totals?.totalMinor ?? 0;
  const total = (): string => twoEnds(word('total'), amount(totalMinor));
  switch (sale.phase) {
    case 'closed':
      return [centred(word('closed')), centred(word('next'))];
    case 'idle':
      return [centred(word('welcome')), centred(name(sale.storeName))];
    case 'basket':
      return [lastItem(sale, name, amount), total()];
    case 'pay':
      return sale.dueMinor === totalMinor
        ? [total(), centred(word('pay'))]
        : [total(), twoEnds(word('due'), amount(sale.dueMinor))];
    case 'waiting':
      return [twoEnds(word('due'), amount(sale.dueMinor)), centred(word('confirm'))];
    case 'refused':
      return [centred(word('refused')), twoEnds(word('due'), amount(sale.dueMinor))];
    case 'thanks':
      return [
        twoEnds(word('paid'), amount(sale.paidMinor)),
        sale.changeMinor > 0
          ? twoEnds(word('change'), amount(sale.changeMinor))
          : centred(word('thanks')),
      ];
  }
}

function lastItem(
  { lines, lastLineId }: DisplayedSale,
  name: DisplayVoice['name'],
  amount: (minor: Minor) => string,
): string {
  const line = lines.find(({ id }) => id === lastLineId) ?? lines.at(-1);
  if (!line) return '';
  return twoEnds(`${howMuch(line, name)}${name(line.name)}`, amount(line.amountMinor));
}

/** `2x ` before the name, `0.358kg ` for what was weighed, nothing for a single piece. */
function howMuch(
  { soldBy, unit, quantityMilli }: DisplayedLine,
  name: DisplayVoice['name'],
): string {
  const quantity = formatQuantity(quantityMilli);
  if (soldBy === 'weight') return `${quantity}${name({ 'zh-CN': unit })} `;
  return quantityMilli === 1_000 ? '' : `${quantity}x `;
}

/** The right text is never cut: it is the money. */
function twoEnds(left: string, right: string): string {
  const room = displayCells - cellWidth(right);
  return padEnd(cut(left, room - 1), room) + right;
}

function centred(text: string): string {
  const shown = cut(text, displayCells);
  return ' '.repeat((displayCells - cellWidth(shown)) >> 1) + shown;
}

/** As much as fits, to the last whole character: a word may be cut, for a line is short. */
function cut(text: string, cells: number): string {
  let shown = '';
  for (const character of text) {
    if (cellWidth(shown + character) > cells) break;
    shown += character;
  }
  return shown;
}
