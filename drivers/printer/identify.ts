import type { PrintDocument } from './document.ts';

/** A slip with the number that the screen shows for this printer, and two sounds where it has them. */
export function numberSheet(number: number, widthCells: number): PrintDocument {
  return {
    widthCells,
    blocks: [
      { kind: 'line', text: String(number), align: 'center', size: 'double', isBold: true },
      { kind: 'feed', lines: 1 },
      { kind: 'buzzer', times: 2 },
      { kind: 'cut' },
    ],
  };
}
