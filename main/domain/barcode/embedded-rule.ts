/**
 * How a shop's scale packs a weight or a price into an EAN-13. The meaning of prefixes 20 to 29 is
 * each shop's own choice (GS1 General Specifications 2.1.12), so the rules are data.
 */
export type EmbeddedRule = {
  /** The digits that the code begins with, such as `21`. */
  readonly prefix: string;
  /** From and up to (not including) the digits that name the item, counted from 0. */
  readonly itemDigits: readonly [number, number];
  /** From and up to (not including) the digits of the weight or the price. */
  readonly valueDigits: readonly [number, number];
  readonly kind: 'weight' | 'price';
  /**
   * Digits of the value after its decimal point: kilograms for a weight (0 to 3), the currency's
   * main unit with two decimals for a price (0 to 2).
   */
  readonly decimals: number;
};

/** What most label scales in Chinese shops are set to: 21 grams, 22 fen, five digits each. */
export const usualEmbeddedRules: readonly EmbeddedRule[] = [
  { prefix: '21', itemDigits: [2, 7], valueDigits: [7, 12], kind: 'weight', decimals: 3 },
  { prefix: '22', itemDigits: [2, 7], valueDigits: [7, 12], kind: 'price', decimals: 2 },
];
