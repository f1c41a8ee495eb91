import { allocate } from './allocate.ts';
import { type BasisPoints, type Minor, mulDivRound, share, sum } from './money.ts';

export type TaxRules = {
  /** Whether shelf prices already contain the tax, as in China, or it is added at the till. */
  readonly pricesIncludeTax: boolean;
  /** Round each line's tax, or each rate's sum once for the whole sale. */
  readonly taxRounding: 'line' | 'document';
};

export type Taxable = {
  readonly key: string;
  /** What is charged for the line after all discounts, as priced. */
  readonly netMinor: Minor;
  readonly rateBasisPoints: BasisPoints;
};

export type TaxBand = {
  readonly rateBasisPoints: BasisPoints;
  /** The amount without tax that the rate applies to. */
  readonly baseMinor: Minor;
  readonly taxMinor: Minor;
};

export type TaxResult = {
  /** Each line's part of the tax; the parts of a rate add up to its band. */
  readonly byLine: ReadonlyMap<string, Minor>;
  /** One band a rate, by rising rate. */
  readonly bands: readonly TaxBand[];
};

export function taxOf(
  amountMinor: Minor,
  rateBasisPoints: BasisPoints,
  pricesIncludeTax: boolean,
): Minor {
  return pricesIncludeTax
    ? mulDivRound(amountMinor, rateBasisPoints, 10_000 + rateBasisPoints)
    : share(amountMinor, rateBasisPoints);
}

export function computeTax(lines: readonly Taxable[], rules: TaxRules): TaxResult {
  const byLine = new Map<string, Minor>();
  const bands: TaxBand[] = [];
  const byRate = Map.groupBy(lines, (line) => line.rateBasisPoints);
  for (const rateBasisPoints of [...byRate.keys()].sort((a, b) => a - b)) {
    const group = byRate.get(rateBasisPoints) ?? [];
    const netMinor = sum(group.map((line) => line.netMinor));
    for (const [key, taxMinor] of taxByLine(group, netMinor, rules)) byLine.set(key, taxMinor);
    const taxMinor = sum(group.map(({ key }) => byLine.get(key) ?? 0));
    const baseMinor = rules.pricesIncludeTax ? netMinor - taxMinor : netMinor;
    bands.push({ rateBasisPoints, baseMinor, taxMinor });
  }
  return { byLine, bands };
}

function taxByLine(
  group: readonly Taxable[],
  netMinor: Minor,
  rules: TaxRules,
): ReadonlyMap<string, Minor> {
  const rateBasisPoints = group[0]?.rateBasisPoints ?? 0;
  if (rules.taxRounding === 'line' || netMinor === 0) {
    return new Map(
      group.map((line) => [
        line.key,
        taxOf(line.netMinor, rateBasisPoints, rules.pricesIncludeTax),
      ]),
    );
  }
  const taxMinor = taxOf(netMinor, rateBasisPoints, rules.pricesIncludeTax);
  return allocate(
    taxMinor,
    group.map((line) => ({ key: line.key, weight: line.netMinor })),
  );
}
