import type { TraceRow } from '../../../../main/contract/bench/queries.ts';

export type TraceFilter = { readonly direction: 'all' | 'in' | 'out'; readonly text: string };

/**
 * Rows in the wanted direction whose bytes or meaning hold the text; blanks in hex do not count. A
 * minus before the text leaves those out instead: a printer that is asked once a second how it does
 * says little else.
 */
export function filtered(rows: readonly TraceRow[], filter: TraceFilter): readonly TraceRow[] {
  const typed = filter.text.trim().toLowerCase();
  const isLeftOut = typed.startsWith('-');
  const text = isLeftOut ? typed.slice(1).trim() : typed;
  const hex = text.replaceAll(' ', '');
  const holds = (row: TraceRow) =>
    row.decoded.toLowerCase().includes(text) || row.hex.toLowerCase().includes(hex);
  return rows.filter(
    (row) =>
      (filter.direction === 'all' || row.direction === filter.direction) &&
      (text === '' || holds(row) !== isLeftOut),
  );
}

const padding = /(?:00){8,}$/;

/** Bytes as pairs; the zeros that fill a report up to its length are counted instead of written. */
export function shownBytes(hex: string): string {
  const filled = padding.exec(hex)?.[0].length ?? 0;
  const pairs = hex.slice(0, hex.length - filled).replace(/(..)(?=.)/g, '$1 ');
  return filled === 0 ? pairs : `${pairs} 00 × ${filled / 2}`.trimStart();
}

/** Rows as lines for the clipboard, columns parted by tabs; `time` writes a moment. */
export function traceText(rows: readonly TraceRow[], time: (at: number) => string): string {
  return rows
    .map(({ at, direction, byteCount, hex, decoded }) =>
      [time(at), direction, byteCount, hex, decoded].join('\t'),
    )
    .join('\n');
}
