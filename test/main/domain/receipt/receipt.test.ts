import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { texts } from '../../../../main/contract/text/index.ts';
import { formatMinor } from '../../../../main/domain/format.ts';
import { cellWidth } from '../../../../main/domain/receipt/cells.ts';
import type { ReceiptBlock, ReceiptDocument } from '../../../../main/domain/receipt/document.ts';
import { type ReceiptSetting, receiptOf } from '../../../../main/domain/receipt/receipt.ts';
import type { CompletedSale } from '../../../../main/domain/sale.ts';
import { baskets, cola, taxRules } from '../fixture/baskets.ts';
import { emptySale, payings, sales, sell, stamp } from '../fixture/sales.ts';

type Line = Extract<ReceiptBlock, { kind: 'line' }>;

const words = {
  'zh-CN': new Map(Object.entries(texts['zh-CN'])),
  'zh-TW': new Map(Object.entries(texts['zh-TW'])),
  en: new Map(Object.entries(texts.en)),
};

function setting(change: Partial<ReceiptSetting> = {}): ReceiptSetting {
  const language = change.language ?? 'zh-CN';
  return {
    widthCells: 32,
    storeName: '扫码便利店（人民广场地铁站二号口店）',
    storeLines: ['上海市黄浦区人民大道 200 号', '021-12345678'],
    timeZone: 'Asia/Shanghai',
    language,
    codeUrl: 'https://example.com/r/',
    isCopy: false,
    word: (key) => words[language].get(key) ?? `?${key}`,
    ...change,
  };
}

const settings: fc.Arbitrary<ReceiptSetting> = fc
  .record({
    widthCells: fc.constantFrom(32, 48),
    language: fc.constantFrom('zh-CN', 'zh-TW', 'en'),
    isCopy: fc.boolean(),
    codeUrl: fc.constantFrom(null, 'https://example.com/r/'),
  })
  .map(setting);

function linesOf({ blocks }: ReceiptDocument): Line[] {
  return blocks.filter((block) => block.kind === 'line');
}

function textOf(document: ReceiptDocument): string {
  return linesOf(document)
    .map(({ text }) => text)
    .join('\n');
}

const check = (holds: (paper: ReceiptDocument, sale: CompletedSale, set: ReceiptSetting) => void) =>
  fc.assert(
    fc.property(sales, settings, (sale, set) => holds(receiptOf(sale, set), sale, set)),
    { numRuns: 60 },
  );

describe('a receipt', () => {
  it('is no wider than its paper, in large letters half as many', () => {
    check((paper, _, { widthCells }) => {
      for (const { text, size } of linesOf(paper)) {
        const cells = cellWidth(text) * (size === 'double' ? 2 : 1);
        if (cells > widthCells) expect.fail(`${cells} cells: ${text}`);
      }
    });
  });

  it('stays on its paper with the largest amounts and the longest units there are', () => {
    const lines = [
      { ...cola, quantityMilli: 9_998_999, unit: '公斤', unitPriceMinor: 100_000_000 },
      { ...cola, quantityMilli: 358, unit: '斤'.repeat(20), unitPriceMinor: 100_000_000 },
    ].map((line, index) => ({ ...line, soldBy: 'weight' as const, id: `line-${index}` }));
    const amounts = { labelPriceMinor: null, discount: null, listPriceMinor: 100_000_000 };
    const sold = lines.map((line) => ({
      ...line,
      ...amounts,
      grossMinor: 1_000_000_000,
      discountMinor: 999_999_999,
      amountMinor: 1,
      saleDiscountMinor: 0,
      netMinor: 1,
      taxMinor: 0,
    }));
    for (const widthCells of [32, 48]) {
      const large = { ...emptySale, lines: sold, totalMinor: 1_000_000_000 };
      const paper = receiptOf(large, setting({ widthCells }));
      for (const { text, size } of linesOf(paper)) {
        expect(cellWidth(text) * (size === 'double' ? 2 : 1), text).toBeLessThanOrEqual(widthCells);
      }
      expect(textOf(paper)).toContain('10000000.00');
      expect(textOf(paper)).toContain('-9999999.99');
    }
  });

  it('says each amount of the sale', () => {
    check((paper, sale) => {
      const text = textOf(paper);
      const amounts = [
        sale.totalMinor,
        ...sale.lines.flatMap((line) => [line.unitPriceMinor, line.grossMinor]),
        ...sale.lines.filter((line) => line.discountMinor > 0).map((line) => -line.discountMinor),
        ...(sale.saleDiscountMinor ? [sale.subtotalMinor, -sale.saleDiscountMinor] : []),
        ...sale.taxes.filter((band) => band.rateBasisPoints > 0).map((band) => band.taxMinor),
        ...sale.tenders.map((tender) => tender.tenderedMinor),
        sale.roundingMinor,
        sale.changeMinor,
      ];
      for (const amount of amounts.filter((value) => value !== 0)) {
        expect(text).toContain(formatMinor(amount, 'CNY'));
      }
    });
  });

  it('names its number, its time in the store, its cashier and what was sold', () => {
    check((paper, sale, { language }) => {
      const text = textOf(paper);
      expect(text).toContain('1-20260101-0001');
      expect(text).toContain('2026-01-01 08:01:00');
      expect(text).toContain('小王');
      for (const { name } of sale.lines) expect(text).toContain(name[language] ?? name['zh-CN']);
    });
  });

  it('ends its amounts at the edge of the paper, Chinese beside them or not', () => {
    check((paper, sale, { widthCells }) => {
      const rows = linesOf(paper).filter(({ text }) => / -?\d+\.\d\d$/.test(text));
      expect(rows.length).toBeGreaterThan(sale.lines.length);
      for (const { text, size } of rows) {
        expect(cellWidth(text) * (size === 'double' ? 2 : 1)).toBe(widthCells);
      }
    });
  });

  it('is marked when it is a copy, and only then', () => {
    check((paper, _, { isCopy, word }) => {
      const marks = linesOf(paper).filter(({ text }) => text === word('receipt.copy'));
      expect(marks).toHaveLength(isCopy ? 1 : 0);
    });
    expect(textOf(receiptOf(emptySale, setting({ isCopy: true })))).toContain('COPY');
  });

  it('carries a code that leads to itself, when the store has one', () => {
    check((paper, sale, { codeUrl }) => {
      const codes = paper.blocks.filter((block) => block.kind === 'qr').map(({ data }) => data);
      expect(codes).toEqual(codeUrl === null ? [] : [`${codeUrl}${sale.receiptNumber}`]);
      expect(paper.blocks.at(-1)).toEqual({ kind: 'cut' });
    });
  });

  it('finds each of its words in every language', () => {
    check((paper) => {
      expect(textOf(paper)).not.toContain('?');
    });
  });

  it('is the same paper for the same record for ever', () => {
    check((paper, sale, set) => {
      const reread: CompletedSale = JSON.parse(JSON.stringify(sale));
      expect(receiptOf(reread, set)).toEqual(paper);
    });
  });
});

it('tax stands before the total where it is added, and after it where it is inside', () => {
  const rates = taxRules.filter(({ taxRounding }) => taxRounding === 'line');
  fc.assert(
    fc.property(baskets, rates, payings, (basket, rules, paying) => {
      const { word, ...rest } = setting();
      const text = textOf(receiptOf(sell(basket, rules, paying, stamp), { ...rest, word }));
      const label = word(rules.pricesIncludeTax ? 'receipt.taxIncluded' : 'receipt.tax');
      const tax = text.search(new RegExp(`^${label} \\d`, 'm'));
      const total = text.search(new RegExp(`^${word('receipt.total')} `, 'm'));
      expect(total).toBeGreaterThan(0);
      if (tax >= 0) expect(tax > total).toBe(rules.pricesIncludeTax);
    }),
    { numRuns: 50 },
  );
});
