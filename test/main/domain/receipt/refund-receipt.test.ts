import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { texts } from '../../../../main/contract/text/index.ts';
import { formatMinor } from '../../../../main/domain/format.ts';
import { cellWidth, padStart } from '../../../../main/domain/receipt/cells.ts';
import type { ReceiptBlock, ReceiptDocument } from '../../../../main/domain/receipt/document.ts';
import { type ReceiptSetting, receiptOf } from '../../../../main/domain/receipt/receipt.ts';
import { refundReceiptOf } from '../../../../main/domain/receipt/refund-receipt.ts';
import type { CompletedRefund } from '../../../../main/domain/refund/document.ts';
import { mixedRefund, refunds } from '../fixture/refunds.ts';
import { emptySale } from '../fixture/sales.ts';

// After a change that is meant: `SAOMA_GOLDEN=write npx vitest run test/main/domain/receipt` writes
// the files anew; then read the difference.
const isWriting = process.env.SAOMA_GOLDEN === 'write';
const folder = join(import.meta.dirname, 'golden');

const languages = ['zh-CN', 'zh-TW', 'en'] as const;
const widths = [32, 48] as const;

function setting(
  language: ReceiptSetting['language'],
  widthCells: number,
  isCopy = false,
): ReceiptSetting {
  const words: ReadonlyMap<string, string> = new Map(Object.entries(texts[language]));
  return {
    widthCells,
    storeName: { 'zh-CN': '扫码便利店', 'zh-TW': '掃碼便利店', en: 'Saoma Corner Shop' }[language],
    storeLines: ['杭州市西湖区文三路 1 号', '0571-8888 0000'],
    timeZone: 'Asia/Shanghai',
    language,
    codeUrl: null,
    isCopy,
    word: (key) => words.get(key) ?? `?${key}`,
  };
}

type Line = Extract<ReceiptBlock, { kind: 'line' }>;

function linesOf({ blocks }: ReceiptDocument): Line[] {
  return blocks.filter((block) => block.kind === 'line');
}

/** The paper as text, with what is large or in the middle where it stands. */
function drawn({ blocks, widthCells }: ReceiptDocument): string {
  const lines = blocks.map((block) => {
    if (block.kind === 'feed') return `[feed ${block.lines}]`;
    if (block.kind !== 'line') return `[${block.kind}]`;
    const factor = block.size === 'double' ? 2 : 1;
    const cells = cellWidth(block.text) * factor;
    const before = block.align === 'center' ? Math.floor((widthCells - cells) / 2) : 0;
    const mark = block.size === undefined || block.size === 'normal' ? '' : ` [${block.size}]`;
    return `${padStart('', before)}${block.text}${mark}`;
  });
  return `${lines.join('\n')}\n`;
}

const papers: Readonly<Record<string, CompletedRefund>> = {
  'refund-mixed': mixedRefund,
  'refund-amount': { ...mixedRefund, lines: [], approvedBy: null, roundingMinor: 0 },
};

describe.each(Object.keys(papers))('the golden paper %s', (name) => {
  it.each(languages.flatMap((language) => widths.map((cells) => [language, cells] as const)))(
    'reads as its file says in %s on %i cells',
    (language, cells) => {
      const refund = papers[name];
      if (!refund) throw new Error(name);
      const text = drawn(refundReceiptOf(refund, setting(language, cells)));
      const path = join(folder, `${name}.${language}.${cells}.txt`);
      if (isWriting) writeFileSync(path, text);
      expect(text).toBe(readFileSync(path, 'utf8'));
    },
  );
});

const check = (holds: (paper: ReceiptDocument, refund: CompletedRefund) => void) =>
  fc.assert(
    fc.property(
      refunds,
      fc.constantFrom(...languages),
      fc.constantFrom(...widths),
      fc.boolean(),
      (refund, language, cells, isCopy) =>
        holds(refundReceiptOf(refund, setting(language, cells, isCopy)), refund),
    ),
    { numRuns: 60 },
  );

describe('a refund’s receipt', () => {
  it('is no wider than its paper, whatever goes back', () => {
    check((paper) => {
      for (const { text, size } of linesOf(paper)) {
        const cells = cellWidth(text) * (size === 'double' ? 2 : 1);
        expect(cells, text).toBeLessThanOrEqual(paper.widthCells);
      }
    });
  });

  it('says each amount below zero, each word, and both numbers', () => {
    check((paper, refund) => {
      const text = linesOf(paper)
        .map((one) => one.text)
        .join('\n');
      expect(text).not.toContain('?');
      expect(text).toContain(refund.receiptNumber);
      expect(text).toContain(refund.saleReceiptNumber);
      const amounts = [
        refund.amountMinor,
        ...refund.lines.map(({ amountMinor }) => amountMinor),
        ...refund.parts.map(({ givenMinor }) => givenMinor),
      ];
      for (const amount of amounts.filter((minor) => minor > 0)) {
        expect(text).toContain(formatMinor(-amount, 'CNY'));
      }
    });
  });

  it('is marked when it is a copy, and has a line to sign when cash was handed out', () => {
    const text = (refund: CompletedRefund, isCopy: boolean) =>
      drawn(refundReceiptOf(refund, setting('en', 32, isCopy)));
    expect(text(mixedRefund, true)).toContain('COPY');
    expect(text(mixedRefund, false)).not.toContain('COPY');
    expect(text(mixedRefund, false)).toContain('Customer signature');
    const byWallet = mixedRefund.parts.filter(({ kind, by }) => kind !== 'cash' && by === 'tender');
    expect(text({ ...mixedRefund, parts: byWallet }, false)).not.toContain('signature');
  });
});

describe('a sale’s receipt', () => {
  it.each([
    [{ kind: 'card', provider: 'card' }, 'Bank card'],
    [{ kind: 'wallet', provider: 'alipay' }, 'Alipay'],
    [{ kind: 'wallet', provider: 'unionpay' }, 'UnionPay'],
    [{ kind: 'wallet', provider: 'ecny' }, 'e-CNY'],
    [{ kind: 'wallet', provider: 'qq' }, 'QQ Wallet'],
    [{ kind: 'wallet', provider: 'aggregator' }, 'QR payment'],
    [{ kind: 'wallet', provider: 'static', isVerified: false }, 'Payment code (not verified)'],
  ] as const)('names %j', (way, name) => {
    const base = { id: 't', attemptId: 'a', amountMinor: 100, tenderedMinor: 100 };
    const sale = { ...emptySale, tenders: [{ ...base, ...way }] };
    expect(drawn(receiptOf(sale, setting('en', 48)))).toContain(
      padStart('1.00', 48 - name.length).replace(/^/, name),
    );
  });
});
