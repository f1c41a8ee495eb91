import { describe, expect, it } from 'vitest';
import {
  type EmbeddedRule,
  usualEmbeddedRules,
} from '../../../../main/domain/barcode/embedded-rule.ts';
import { writeEmbedded } from '../../../../main/domain/barcode/read-code.ts';
import { changes, item, openShelf } from './shelf.ts';

const [weightRule, priceRule] = usualEmbeddedRules as [EmbeddedRule, EmbeddedRule];

describe('looking up a code', () => {
  it('finds an item by each of its codes and by each spelling of a UPC', () => {
    const { catalogue } = openShelf();
    const water = item({ id: 'water', codes: ['6901234567892', '614141000036', 'w-1'] });
    catalogue.apply(changes({ items: [water] }), 5);
    for (const code of ['6901234567892', '614141000036', '0614141000036', 'W-1', ' w-1 ']) {
      expect(catalogue.lookup(code)).toEqual({ item: water });
    }
    expect(catalogue.lookup('6901234567893')).toBeNull();
    expect(catalogue.lookup('')).toBeNull();
  });

  it('takes weight and price from the label of a weighed piece', () => {
    const { catalogue } = openShelf();
    const apples = item({ id: 'apples', codes: ['2100017', '2200017'], soldBy: 'weight' });
    catalogue.apply(changes({ items: [apples] }), 5);
    expect(catalogue.lookup(writeEmbedded('00017', 1_234, weightRule))).toEqual({
      item: apples,
      quantityMilli: 1_234,
    });
    expect(catalogue.lookup(writeEmbedded('00017', 1_450, priceRule))).toEqual({
      item: apples,
      priceMinor: 1_450,
    });
    expect(catalogue.lookup('2100017')).toEqual({ item: apples });
  });

  it('takes number, weight and price from a GS1 label, and no weight for what is counted', () => {
    const { catalogue } = openShelf();
    const ham = item({ id: 'ham', codes: ['6901234567892'], soldBy: 'weight' });
    const rice = item({ id: 'rice', codes: ['614141000036'] });
    catalogue.apply(changes({ items: [ham, rice] }), 5);
    expect(catalogue.lookup('01069012345678923103001250392212345')).toEqual({
      item: ham,
      quantityMilli: 1_250,
      priceMinor: 12_345,
    });
    expect(catalogue.lookup('\x1D010061414100003610LOT7\x1D17261231')).toEqual({ item: rice });
    expect(catalogue.lookup('01006141410000363103005000')).toEqual({ item: rice });
  });

  it('knows a weighed item by a full code with its value left at zero', () => {
    const { catalogue } = openShelf();
    const pears = item({ id: 'pears', codes: [writeEmbedded('00018', 0, weightRule)] });
    catalogue.apply(changes({ items: [pears] }), 5);
    expect(catalogue.lookup(writeEmbedded('00018', 500, weightRule))?.quantityMilli).toBe(500);
    expect(catalogue.lookup(writeEmbedded('00018', 0, weightRule))).toEqual({ item: pears });
  });

  it('believes a code that the catalogue lists whole before it reads a weight in it', () => {
    const { catalogue } = openShelf();
    const code = writeEmbedded('00017', 500, weightRule);
    catalogue.apply(changes({ items: [item({ id: 'hamper', codes: [code] })] }), 5);
    expect(catalogue.lookup(code)?.quantityMilli).toBeUndefined();
  });

  it('finds a code whose check digit is wrong, when the catalogue says it is so', () => {
    const { catalogue } = openShelf();
    catalogue.apply(changes({ items: [item({ id: 'old', codes: ['20240001'] })] }), 5);
    expect(catalogue.lookup('20240001')?.item.id).toBe('old');
  });

  it('does not sell what is no longer for sale, and still knows it', () => {
    const { catalogue } = openShelf();
    catalogue.apply(changes({ items: [item({ id: 'old', codes: ['1'], isActive: false })] }), 5);
    expect(catalogue.lookup('1')).toBeNull();
    expect(catalogue.search('old', 10)).toEqual([]);
    expect(catalogue.item('old')?.isActive).toBe(false);
  });
});
