import { describe, expect, it } from 'vitest';
import { addArticle, emptyBasket, setQuantity } from '../../../main/domain/basket.ts';
import { quantityOf } from '../../../main/domain/money.ts';

const limits = { linesPerSale: 10, quantityMilli: 9_999_000 };
const weighed = { milligrams: 1_250_000, raw: '\\x0201.250\\x0d' };
const apples = {
  itemId: 'apples',
  code: null,
  name: { 'zh-CN': 'apples' },
  unit: 'kg',
  soldBy: 'weight',
  picture: null,
  priceMinor: 1_180,
  taxRateBasisPoints: 900,
} as const;

function basketOf(quantityMilli: number) {
  const added = addArticle(
    emptyBasket('sale', 0),
    { lineId: 'line', article: apples, quantityMilli, weighed },
    limits,
  );
  if (!added.ok) throw new Error(added.code);
  return added.value;
}

describe('goods from the scale', () => {
  it('keep what the scale said with their line', () => {
    expect(basketOf(1_250).lines).toMatchObject([{ quantityMilli: 1_250, weighed }]);
  });

  it('no longer say so when somebody types another weight', () => {
    const changed = setQuantity(basketOf(1_250), 'line', 1_300, limits);
    if (!changed.ok) throw new Error(changed.code);
    expect(changed.value.lines[0]?.quantityMilli).toBe(1_300);
    expect(changed.value.lines[0]).not.toHaveProperty('weighed');
  });

  it.each([
    [0, 0],
    [499, 0],
    [500, 1],
    [1_250_000, 1_250],
    [1_250_499, 1_250],
    [1_250_500, 1_251],
  ])('of %d milligrams are sold as %d thousandths of a kilogram', (milligrams, quantity) => {
    expect(quantityOf(milligrams)).toBe(quantity);
  });
});
