import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Addition,
  addArticle,
  type Basket,
  discountLine,
  discountSale,
  emptyBasket,
  overridePrice,
  removeLine,
  setQuantity,
} from '../../../main/domain/basket.ts';
import type { Outcome } from '../../../main/domain/outcome.ts';
import { apples, basketLimits, baskets, cola } from './fixture/baskets.ts';

const empty = emptyBasket('sale-1', 0);

function accepted(outcome: Outcome<Basket>): Basket {
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.value;
}

function add(basket: Basket, addition: Partial<Addition> & Pick<Addition, 'article'>): Basket {
  const lineId = `line-${basket.lines.length}`;
  return accepted(addArticle(basket, { lineId, ...addition }, basketLimits));
}

const oneCola = add(empty, { article: cola });

describe('ringing up', () => {
  it('adds one of a counted thing', () => {
    expect(oneCola.lines).toHaveLength(1);
    expect(oneCola.lines[0]).toMatchObject({
      itemId: 'cola',
      quantityMilli: 1_000,
      unitPriceMinor: 350,
      listPriceMinor: 350,
    });
    expect(oneCola.lastLineId).toBe('line-0');
  });

  it('the same thing again counts up its line', () => {
    const two = add(oneCola, { article: cola, quantityMilli: 4_000 });
    expect(two.lines.map((line) => line.quantityMilli)).toEqual([5_000]);
  });

  it('the same thing joins no line with another price, a discount, or a label', () => {
    const others = [
      accepted(overridePrice(oneCola, 'line-0', 300)),
      accepted(discountLine(oneCola, 'line-0', { kind: 'amount', amountMinor: 0 })),
      add(empty, { article: cola, labelPriceMinor: 350 }),
    ];
    for (const basket of others) expect(add(basket, { article: cola }).lines).toHaveLength(2);
  });

  it('a weighed thing needs its weight and has a line of its own each time', () => {
    const refused = addArticle(empty, { lineId: 'a', article: apples }, basketLimits);
    expect(refused).toMatchObject({ ok: false, code: 'item.needs-weight' });
    const first = add(empty, { article: apples, quantityMilli: 358 });
    expect(add(first, { article: apples, quantityMilli: 358 }).lines).toHaveLength(2);
  });

  it('a label with its price needs no weight', () => {
    const basket = add(empty, { article: apples, labelPriceMinor: 635 });
    expect(basket.lines[0]).toMatchObject({ labelPriceMinor: 635, quantityMilli: 1_000 });
  });

  it('stops at the number of lines a sale may have, but counts up what is there', () => {
    const limits = { ...basketLimits, linesPerSale: 1 };
    const more = addArticle(oneCola, { lineId: 'b', article: apples, quantityMilli: 358 }, limits);
    expect(more).toMatchObject({ ok: false, code: 'sale.full' });
    expect(addArticle(oneCola, { lineId: 'b', article: cola }, limits).ok).toBe(true);
  });
});

describe('a quantity', () => {
  it.each([0, -1_000, 1_500, basketLimits.quantityMilli + 1_000])(
    'of %d thousandths of a counted thing is refused',
    (quantityMilli) => {
      expect(setQuantity(oneCola, 'line-0', quantityMilli, basketLimits)).toEqual({
        ok: false,
        code: 'quantity.out-of-range',
        data: { maximum: basketLimits.quantityMilli },
      });
    },
  );

  it('may be a fraction of what is weighed', () => {
    const basket = add(empty, { article: apples, quantityMilli: 358 });
    const changed = accepted(setQuantity(basket, 'line-0', 1_001, basketLimits));
    expect(changed.lines[0]?.quantityMilli).toBe(1_001);
  });

  it('cannot count up past the limit', () => {
    const full = add(empty, { article: cola, quantityMilli: basketLimits.quantityMilli });
    expect(addArticle(full, { lineId: 'b', article: cola }, basketLimits).ok).toBe(false);
  });

  it('of a label with its price is what the label says', () => {
    const basket = add(empty, { article: apples, labelPriceMinor: 635 });
    expect(setQuantity(basket, 'line-0', 2_000, basketLimits).ok).toBe(false);
  });
});

describe('a discount', () => {
  it.each([
    [{ kind: 'percent', basisPoints: 10_001 }],
    [{ kind: 'percent', basisPoints: -1 }],
    [{ kind: 'amount', amountMinor: -1 }],
  ] as const)('of %o is refused, on a line and on the sale', (discount) => {
    const refusal = { ok: false, code: 'discount.out-of-range' };
    expect(discountLine(oneCola, 'line-0', discount)).toEqual(refusal);
    expect(discountSale(oneCola, discount)).toEqual(refusal);
  });

  it('can be taken back', () => {
    const discount = { kind: 'percent', basisPoints: 500 } as const;
    const both = accepted(
      discountSale(accepted(discountLine(oneCola, 'line-0', discount)), discount),
    );
    const back = accepted(discountSale(accepted(discountLine(both, 'line-0', null)), null));
    expect(back).toEqual(oneCola);
  });
});

describe('another price', () => {
  it('keeps what the catalogue said, and takes the place of a label', () => {
    const labelled = add(empty, { article: apples, quantityMilli: 500, labelPriceMinor: 635 });
    expect(accepted(overridePrice(labelled, 'line-0', 1_000)).lines[0]).toMatchObject({
      unitPriceMinor: 1_000,
      listPriceMinor: 1_280,
      labelPriceMinor: null,
      quantityMilli: 500,
    });
  });

  it('below nothing is refused', () => {
    expect(overridePrice(oneCola, 'line-0', -1)).toEqual({ ok: false, code: 'price.out-of-range' });
  });
});

describe('taking a line out', () => {
  it('leaves the others as they are, the latest of them selected', () => {
    const three = add(add(oneCola, { article: apples, quantityMilli: 358 }), {
      article: apples,
      quantityMilli: 400,
    });
    const left = accepted(removeLine(three, 'line-1'));
    expect(left.lines).toEqual([three.lines[0], three.lines[2]]);
    expect(left.lastLineId).toBe('line-2');
    expect(accepted(removeLine(oneCola, 'line-0')).lastLineId).toBeNull();
  });
});

/** Every change there is, each with values that may be in or out of range. */
const changes: fc.Arbitrary<(basket: Basket) => Outcome<Basket>> = fc
  .tuple(fc.nat(5), fc.nat(12), fc.integer({ min: -5_000, max: 11_000_000 }), fc.boolean())
  .map(([kind, index, value, isWeighed]) => (basket: Basket): Outcome<Basket> => {
    const lineId = `line-${index}`;
    const addition = { lineId: 'new', article: isWeighed ? apples : cola, quantityMilli: value };
    switch (kind) {
      case 0:
        return addArticle(basket, addition, basketLimits);
      case 1:
        return setQuantity(basket, lineId, value, basketLimits);
      case 2:
        return removeLine(basket, lineId);
      case 3:
        return discountLine(basket, lineId, { kind: 'percent', basisPoints: value });
      case 4:
        return overridePrice(basket, lineId, value);
      default:
        return discountSale(basket, { kind: 'amount', amountMinor: value });
    }
  });

describe('whatever is done to a basket', () => {
  it('the basket before is unharmed, also by what is refused', () => {
    fc.assert(
      fc.property(baskets, changes, (basket, change) => {
        const before = structuredClone(basket);
        change(Object.freeze(basket));
        expect(basket).toEqual(before);
      }),
    );
  });

  it('the lines that are not meant stay the same', () => {
    fc.assert(
      fc.property(baskets, changes, (basket, change) => {
        const outcome = change(basket);
        if (!outcome.ok) return;
        const kept = outcome.value.lines.filter((line) => basket.lines.includes(line));
        expect(kept.length).toBeGreaterThanOrEqual(basket.lines.length - 1);
        const ids = outcome.value.lines.map((line) => line.id);
        expect(new Set(ids).size).toBe(ids.length);
        const { lastLineId } = outcome.value;
        expect(lastLineId === null || ids.includes(lastLineId)).toBe(true);
      }),
    );
  });

  it('nothing is changed any more once something has been paid', () => {
    const tender = {
      id: 'tender-1',
      kind: 'cash',
      provider: null,
      attemptId: null,
      amountMinor: 1,
      tenderedMinor: 1,
    } as const;
    fc.assert(
      fc.property(baskets, changes, (basket, change) => {
        const outcome = change({ ...basket, tenders: [tender] });
        expect(outcome).toEqual({ ok: false, code: 'sale.tendered' });
      }),
    );
  });

  it('a line that is not there is not found', () => {
    for (const change of [
      () => removeLine(oneCola, 'line-9'),
      () => setQuantity(oneCola, 'line-9', 1_000, basketLimits),
      () => discountLine(oneCola, 'line-9', null),
      () => overridePrice(oneCola, 'line-9', 1),
    ]) {
      expect(change()).toEqual({ ok: false, code: 'line.not-found' });
    }
  });
});
