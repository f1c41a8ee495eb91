import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMinor, formatQuantity, formatRate } from '../../../main/domain/format.ts';

describe('an amount in plain digits', () => {
  it.each([
    [0, 'CNY', '0.00'],
    [5, 'CNY', '0.05'],
    [-1_250, 'CNY', '-12.50'],
    [-0, 'CNY', '0.00'],
    [1_234, 'JPY', '1234'],
    [-7, 'KWD', '-0.007'],
    [123, 'EUR', '1.23'],
  ])('%d minor units of %s read %s', (amount, currency, text) => {
    expect(formatMinor(amount, currency)).toBe(text);
  });

  it('reads back to the same fen, however large', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (amount) => {
        const digits = formatMinor(amount, 'CNY').replace('.', '');
        return BigInt(digits) === BigInt(amount);
      }),
    );
  });
});

it.each([
  [1_000, '1'],
  [358, '0.358'],
  [10_500, '10.5'],
  [100_000, '100'],
  [0, '0'],
  [-2_000, '-2'],
])('%d thousandths read %s', (quantity, text) => {
  expect(formatQuantity(quantity)).toBe(text);
});

it.each([
  [1_300, '13%'],
  [625, '6.25%'],
  [10_000, '100%'],
  [0, '0%'],
  [1, '0.01%'],
])('%d basis points read %s', (rate, text) => {
  expect(formatRate(rate)).toBe(text);
});
