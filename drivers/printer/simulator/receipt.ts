import type { PlacedCommand } from './command.ts';
import type { Paper } from './paper.ts';
import { encodePng } from './png.ts';
import type { PrintedCode } from './symbols.ts';

/** One piece of paper that came out. */
export type SimulatedReceipt = {
  /** From the first byte to the cut, as received (status questions in between included). */
  readonly bytes: Uint8Array;
  readonly commands: readonly PlacedCommand[];
  /** Those of the commands that the interpreter does not know. */
  readonly unknown: readonly PlacedCommand[];
  readonly lines: readonly string[];
  readonly codes: readonly PrintedCode[];
  readonly isCut: boolean;
  readonly widthDots: number;
  readonly heightDots: number;
  readonly png: () => Buffer;
};

export function receiptOf(
  paper: Paper,
  bytes: Uint8Array,
  commands: readonly PlacedCommand[],
): SimulatedReceipt {
  return {
    bytes,
    commands,
    unknown: commands.filter(({ command }) => command.kind === 'unknown'),
    lines: paper.lines,
    codes: paper.codes,
    isCut: commands.at(-1)?.command.kind === 'cut',
    widthDots: paper.bitmap.width,
    heightDots: paper.bitmap.height,
    png: () => encodePng(paper.bitmap),
  };
}
