import { texts } from '../contract/text/index.ts';
import type { Language } from '../contract/values.ts';
import { localTime } from '../domain/business-day.ts';
import type { ReceiptBlock, ReceiptDocument } from '../domain/receipt/document.ts';
import { receiptOf } from '../domain/receipt/receipt.ts';
import type { CompletedSale } from '../domain/sale.ts';
import type { Settings } from '../store/settings-schema.ts';

export type Papers = {
  receipt(sale: CompletedSale, isCopy: boolean): ReceiptDocument;
  testPage(at: number): ReceiptDocument;
};

/** The papers of this shop: its words, its name, the width of its printer. */
export function createPapers(
  settings: Settings,
  language: () => Language,
  cells: () => number,
): Papers {
  const word = (key: string): string => {
    const words: Readonly<Record<string, string>> = texts[language()];
    return words[key] ?? key;
  };
  const storeName = (): string => settings.store.name[language()] ?? settings.store.name['zh-CN'];

  return {
    receipt(sale, isCopy) {
      return receiptOf(sale, {
        widthCells: cells(),
        storeName: storeName(),
        storeLines: settings.store.lines,
        timeZone: settings.store.timeZone,
        language: language(),
        codeUrl: settings.store.receiptCodeUrl,
        isCopy,
        word,
      });
    },
    testPage(at) {
      const centred = (text: string): ReceiptBlock => ({ kind: 'line', text, align: 'center' });
      const widthCells = cells();
      return {
        widthCells,
        blocks: [
          { kind: 'line', text: word('receipt.testPrint'), align: 'center', size: 'double' },
          centred(storeName()),
          centred(localTime(at, settings.store.timeZone)),
          { kind: 'line', text: '1234567890'.repeat(5).slice(0, widthCells), align: 'left' },
          centred(word('receipt.testReads')),
          { kind: 'qr', data: `saoma test ${settings.terminal.id}`, moduleDots: 5 },
          { kind: 'feed', lines: 3 },
          { kind: 'cut' },
        ],
      };
    },
  };
}
