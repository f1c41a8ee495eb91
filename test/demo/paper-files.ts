import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SimulatedReceipt } from '../../drivers/printer/simulator/receipt.ts';

/** A paper as a file keeps it. */
export type PaperFile = {
  readonly lines: readonly string[];
  readonly isCut: boolean;
  /** Commands that the simulated printer did not know. */
  readonly unknownCommands: number;
  /** From the first byte to the cut, as received, base64. */
  readonly bytes: string;
  /** What it looks like, base64. */
  readonly png: string;
};

/** Keeps each paper in a folder as `0001.json`, `0002.json` and so on, whole or not at all. */
export function openPaperFolder(folder: string): (receipt: SimulatedReceipt, png: string) => void {
  mkdirSync(folder, { recursive: true });
  let number = 0;
  return (receipt, png) => {
    number += 1;
    const paper: PaperFile = {
      lines: receipt.lines,
      isCut: receipt.isCut,
      unknownCommands: receipt.unknown.length,
      bytes: Buffer.from(receipt.bytes).toString('base64'),
      png,
    };
    const path = join(folder, `${String(number).padStart(4, '0')}.json`);
    writeFileSync(`${path}.new`, JSON.stringify(paper));
    renameSync(`${path}.new`, path);
  };
}
