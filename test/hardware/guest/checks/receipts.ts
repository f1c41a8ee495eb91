import type { PrintDocument } from '../../../../drivers/printer/document.ts';
import type { Till } from '../till.ts';

const lineText = '牛奶 Milk                              ¥12.50';

/** A receipt of so many lines, for 80 mm paper. */
export function receiptOf(lines: number): PrintDocument {
  const body = Array.from({ length: lines }, (_, i) => ({
    kind: 'line' as const,
    text: `${String(i + 1).padStart(4, '0')} ${lineText}`.slice(0, 46),
    align: 'left' as const,
  }));
  return {
    widthCells: 48,
    blocks: [
      { kind: 'line', text: '收款成功', align: 'center', isBold: true, size: 'double' },
      ...body,
      { kind: 'qr', data: 'https://example.com/s/42', moduleDots: 6 },
      { kind: 'cut' },
    ],
  };
}

const tries = 3;

/**
 * Prints as the terminal's queue does: a job of which nothing can be on paper is sent again. Says
 * how it went in a word or two: `accepted`, or the fault and whether anything may be on paper.
 */
export async function print(
  till: Till,
  printer: string,
  jobId: string,
  document: PrintDocument,
): Promise<string> {
  for (let tried = 1; ; tried++) {
    await till.reaches(printer, 'open');
    const outcome = await printOnce(till, printer, jobId, document);
    if (tried === tries || !outcome.endsWith(notBegun)) return outcome;
  }
}

const notBegun = ', not begun';

/** The same, sent once. */
export async function printOnce(
  till: Till,
  printer: string,
  jobId: string,
  document: PrintDocument,
): Promise<string> {
  const printed = await till.call(printer, 'print', { jobId, document });
  if (printed.ok) return printed.value.confirmation;
  const { code, began } = printed.error;
  return `${code}${began === true ? ', begun' : notBegun}`;
}
