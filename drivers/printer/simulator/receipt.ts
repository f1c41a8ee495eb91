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
  /** Those of the lines that have something red in them. */
  readonly redLines: readonly string[];
  readonly codes: readonly PrintedCode[];
  /** How often the buzzer sounded. */
  readonly sounds: number;
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
    redLines: paper.redLines,
    codes: paper.codes,
    sounds: paper.sounds,
    isCut: commands.at(-1)?.command.kind === 'cut',
    widthDots: paper.black.width,
    heightDots: Math.max(paper.black.height, paper.red.height),
    png: () => encodePng(paper.black, paper.red),
  };
}
