import { texts } from '../contract/text/index.ts';
import type { Language } from '../contract/values.ts';
import { localTime } from '../domain/business-day.ts';
import type { ReceiptBlock, ReceiptDocument } from '../domain/receipt/document.ts';
import { type ReceiptSetting, receiptOf } from '../domain/receipt/receipt.ts';
import { refundReceiptOf } from '../domain/receipt/refund-receipt.ts';
import type { CompletedRefund } from '../domain/refund/document.ts';
import type { CompletedSale } from '../domain/sale.ts';
import type { Settings } from '../store/settings-schema.ts';
import type { Store } from '../store/store.ts';

export type Papers = {
  /** For the paper of a printer; of the one for receipts when none is named. */
  receipt(sale: CompletedSale, isCopy: boolean, printerId?: string): ReceiptDocument;
  refundReceipt(refund: CompletedRefund, isCopy: boolean, printerId?: string): ReceiptDocument;
  testPage(at: number, printerId?: string): ReceiptDocument;
  /** The same paper where it does not belong, with a line that says why. */
  rerouted(document: ReceiptDocument): ReceiptDocument;
};

/** The papers of this shop: its words, its name, the width of its printer. */
export function createPapers(
  settings: Settings,
  language: () => Language,
  cells: (printerId?: string) => number,
): Papers {
  const word = (key: string): string => {
    const words: Readonly<Record<string, string>> = texts[language()];
    return words[key] ?? key;
  };
  const storeName = (): string => settings.store.name[language()] ?? settings.store.name['zh-CN'];

  const setting = (isCopy: boolean, printerId?: string): ReceiptSetting => ({
    widthCells: cells(printerId),
    storeName: storeName(),
    storeLines: settings.store.lines,
    timeZone: settings.store.timeZone,
    language: language(),
    codeUrl: settings.store.receiptCodeUrl,
    isCopy,
    word,
  });

  return {
    receipt: (sale, isCopy, printerId) => receiptOf(sale, setting(isCopy, printerId)),
    refundReceipt: (refund, isCopy, printerId) =>
      refundReceiptOf(refund, setting(isCopy, printerId)),
    testPage(at, printerId) {
      const widthCells = cells(printerId);
      const centred = (text: string): ReceiptBlock => ({ kind: 'line', text, align: 'center' });
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
    rerouted({ widthCells, blocks }) {
      const text = word('receipt.rerouted');
      return {
        widthCells,
        blocks: [{ kind: 'line', text, align: 'center', isBold: true }, ...blocks],
      };
    },
  };
}

/** The receipt of a finished sale, or of a finished refund, by its id. */
export function receiptFor(
  { sales, refundDocuments }: Store,
  papers: Papers,
  id: string,
  isCopy: boolean,
  printerId?: string,
): ReceiptDocument | null {
  const found = sales.get(id);
  if (found) return papers.receipt(found.sale, isCopy, printerId);
  const back = refundDocuments.completed(id);
  return back && papers.refundReceipt(back.refund, isCopy, printerId);
}
