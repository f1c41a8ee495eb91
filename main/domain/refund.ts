import { allocate } from './allocate.ts';
import { type Milli, type Minor, mulDivRound, sum } from './money.ts';
import { accept, deny, type Outcome } from './outcome.ts';
import type { EarlierRefund, RefundLine, RefundShare } from './refund/document.ts';
import { type LineLeft, leftOf } from './refund/left.ts';
import { type PartRules, type PlannedPart, partsOf } from './refund/parts.ts';
import type { CompletedSale } from './sale.ts';
import type { TaxBand } from './tax.ts';

/** What is to go back: goods with their price, a sum without goods, or all that is left. */
export type RefundChoice =
  | {
      readonly kind: 'lines';
      readonly lines: readonly { readonly lineId: string; readonly quantityMilli: Milli }[];
    }
  | { readonly kind: 'amount'; readonly amountMinor: Minor }
  | { readonly kind: 'all' };

export type RefundPlan = {
  readonly lines: readonly RefundLine[];
  readonly spread: readonly RefundShare[];
  readonly amountMinor: Minor;
  readonly taxes: readonly TaxBand[];
  readonly taxMinor: Minor;
  readonly parts: readonly PlannedPart[];
};

/**
 * Plans a refund of a finished sale. Each line's money, with its share of the sale's discount, is
 * given back in proportion to the goods that are left of it, so that whatever the steps, all of them
 * together are the sale to the last minor unit, tax by tax.
 *
 * @param earlier the refunds of this sale that were made or are under way.
 */
export function planRefund(
  sale: CompletedSale,
  earlier: readonly EarlierRefund[],
  choice: RefundChoice,
  rules: PartRules,
): Outcome<RefundPlan> {
  const chosen = choose(sale, earlier, choice);
  if (!chosen.ok) return chosen;
  const { lines, spread } = chosen.value;
  const money = [...lines, ...spread];
  const amountMinor = sum(money.map((one) => one.amountMinor));
  return accept({
    lines,
    spread,
    amountMinor,
    taxes: bandsOf(sale, money),
    taxMinor: sum(money.map((one) => one.taxMinor)),
    parts: partsOf(amountMinor, sale, earlier, rules),
  });
}

type Chosen = Pick<RefundPlan, 'lines' | 'spread'>;

function choose(
  sale: CompletedSale,
  earlier: readonly EarlierRefund[],
  choice: RefundChoice,
): Outcome<Chosen> {
  const left = leftOf(sale, earlier);
  switch (choice.kind) {
    case 'lines':
      return chooseLines(left.lines, choice.lines);
    case 'amount':
      return chooseAmount(left.lines, left.amountMinor, choice.amountMinor);
    case 'all': {
      const lines = left.lines
        .filter(({ quantityMilli }) => quantityMilli > 0)
        .map((one) => give(one, one.quantityMilli));
      if (left.amountMinor === 0) return deny('refund.exceeds-paid', { maximum: 0 });
      return accept({ lines, spread: [] });
    }
  }
}

function chooseLines(
  left: readonly LineLeft[],
  chosen: Extract<RefundChoice, { kind: 'lines' }>['lines'],
): Outcome<Chosen> {
  if (chosen.length === 0) return deny('sale.empty');
  const lines: RefundLine[] = [];
  for (const [lineId, picks] of Map.groupBy(chosen, (one) => one.lineId)) {
    const found = left.find(({ line }) => line.id === lineId);
    if (!found) return deny('line.not-found');
    const quantityMilli = sum(picks.map((one) => one.quantityMilli));
    if (!isGivable(quantityMilli, found)) {
      return deny('quantity.out-of-range', { maximum: found.quantityMilli });
    }
    lines.push(give(found, quantityMilli));
  }
  return accept({ lines, spread: [] });
}

/** Goods sold by count go back whole; what is left of them may be a part all the same. */
function isGivable(quantityMilli: Milli, { line, quantityMilli: leftMilli }: LineLeft): boolean {
  if (quantityMilli <= 0 || quantityMilli > leftMilli) return false;
  return line.soldBy === 'weight' || quantityMilli % 1_000 === 0 || quantityMilli === leftMilli;
}

function give({ line, ...left }: LineLeft, quantityMilli: Milli): RefundLine {
  const { id: lineId, itemId, code, name, unit, soldBy, taxRateBasisPoints } = line;
  const part = (minor: Minor) => mulDivRound(minor, quantityMilli, left.quantityMilli);
  const amounts = { amountMinor: part(left.amountMinor), taxMinor: part(left.taxMinor) };
  return {
    lineId,
    itemId,
    code,
    name,
    unit,
    soldBy,
    quantityMilli,
    ...amounts,
    taxRateBasisPoints,
  };
}

/** A sum without goods makes all lines cheaper, in proportion, and the tax with them. */
function chooseAmount(
  left: readonly LineLeft[],
  leftMinor: Minor,
  amountMinor: Minor,
): Outcome<Chosen> {
  if (amountMinor <= 0) return deny('tender.out-of-range');
  if (amountMinor > leftMinor) return deny('refund.exceeds-paid', { maximum: leftMinor });
  const shares = allocate(
    amountMinor,
    left.map(({ line, amountMinor: weight }) => ({ key: line.id, weight })),
  );
  const spread = left.flatMap(({ line, ...own }): RefundShare[] => {
    const shareMinor = shares.get(line.id) ?? 0;
    if (shareMinor === 0) return [];
    const taxMinor = mulDivRound(own.taxMinor, shareMinor, own.amountMinor);
    return [{ lineId: line.id, amountMinor: shareMinor, taxMinor }];
  });
  return accept({ lines: [], spread });
}

function bandsOf(sale: CompletedSale, money: readonly RefundShare[]): TaxBand[] {
  const rates = new Map(sale.lines.map((line) => [line.id, line.taxRateBasisPoints]));
  const byRate = Map.groupBy(money, ({ lineId }) => rates.get(lineId) ?? 0);
  return [...byRate]
    .sort(([a], [b]) => a - b)
    .map(([rateBasisPoints, group]) => {
      const taxMinor = sum(group.map((one) => one.taxMinor));
      const amountMinor = sum(group.map((one) => one.amountMinor));
      return { rateBasisPoints, baseMinor: amountMinor - taxMinor, taxMinor };
    });
}
