import type { PrinterStatus, StatisticName } from '../contract.ts';
import type { PrintBlock, PrintDocument } from './document.ts';
import type { PrinterProfile } from './profile.ts';

export type Count = { readonly name: StatisticName; readonly by: number };

/** What a document adds to the counters once the printer has accepted it. */
export function countsOfDocument({ blocks }: PrintDocument, profile: PrinterProfile): Count[] {
  const lines = blocks.flatMap((block) => (block.kind === 'line' ? [block.text] : []));
  const tones = blocks.map((block) => (block.kind === 'buzzer' ? block.times : 0));
  const isCode = ({ kind }: PrintBlock): boolean =>
    kind === 'barcode' || kind === 'qr' || kind === 'pdf417';
  const counts: Count[] = [
    { name: 'ReceiptLinePrintedCount', by: lines.length },
    { name: 'ReceiptCharacterPrintedCount', by: Array.from(lines.join('')).length },
    { name: 'BarcodePrintedCount', by: blocks.filter(isCode).length },
    {
      name: 'PaperCutCount',
      by: profile.hasCutter ? blocks.filter(({ kind }) => kind === 'cut').length : 0,
    },
    {
      name: 'ToneSoundedCount',
      by: profile.hasBuzzer ? tones.reduce((sum, times) => sum + times, 0) : 0,
    },
  ];
  return counts.filter(({ by }) => by > 0);
}

/** What begins between two readings of one connection; what stood before it was counted before. */
export function countsOfChange(before: PrinterStatus, after: PrinterStatus): Count[] {
  const begins = (is: (status: PrinterStatus) => boolean | undefined): boolean =>
    !is(before) && is(after) === true;
  const names: StatisticName[] = [];
  if (begins(({ isCoverOpen }) => isCoverOpen)) names.push('ReceiptCoverOpenCount');
  if (begins(({ hasCutterError }) => hasCutterError)) names.push('FailedPaperCutCount');
  if (begins(({ isOverheated }) => isOverheated)) names.push('MaximumTempReachedCount');
  if (begins(hasFault)) names.push('PrinterFaultCount');
  return names.map((name) => ({ name, by: 1 }));
}

function hasFault(status: PrinterStatus): boolean {
  const { hasCutterError, hasUnrecoverableError, isOverheated } = status;
  return hasCutterError || hasUnrecoverableError || isOverheated === true;
}
