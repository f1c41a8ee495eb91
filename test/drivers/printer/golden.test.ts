import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { PrintBlock, PrintDocument } from '../../../drivers/printer/document.ts';
import { encodeDocument } from '../../../drivers/printer/escpos/encode.ts';
import { interpret } from '../../../drivers/printer/simulator/interpreter.ts';
import { printOnPaper } from '../../../drivers/printer/simulator/print-on-paper.ts';
import { dump } from './golden/dump.ts';
import { goldens } from './golden/receipts.ts';

// After a change that is meant: `SAOMA_GOLDEN=write npx vitest run test/drivers/printer/golden`
// writes the files anew; then read the difference of the dumps. Those of the printers without a
// Chinese font hold shapes of Debian's unifont 15: another edition may draw a character differently.
const isWriting = process.env.SAOMA_GOLDEN === 'write';
const folder = join(import.meta.dirname, 'golden');

function without(document: PrintDocument, left: readonly PrintBlock[]): PrintDocument {
  return { ...document, blocks: document.blocks.filter((block) => !left.includes(block)) };
}

describe.each(goldens)('the golden receipt $name', ({ name, profile, document }) => {
  const bytes = Buffer.concat(encodeDocument(document, profile));
  const commands = interpret(bytes, { font: profile.cjk });
  const text = dump(bytes, commands, profile.cjk);
  const [paper] = printOnPaper(bytes, { widthDots: profile.widthDots, font: profile.cjk });
  const countRasters = (part: PrintDocument): number =>
    interpret(Buffer.concat(encodeDocument(part, profile)), { font: profile.cjk }).filter(
      ({ command }) => command.kind === 'raster',
    ).length;
  if (isWriting) {
    writeFileSync(join(folder, `${name}.bin`), bytes);
    writeFileSync(join(folder, `${name}.txt`), text);
  }

  test('is the same bytes as the file', () => {
    expect(bytes.equals(readFileSync(join(folder, `${name}.bin`)))).toBe(true);
  });

  test('reads as its dump says', () => {
    expect(text).toBe(readFileSync(join(folder, `${name}.txt`), 'utf8'));
  });

  test('leaves nothing unknown, sets no text outside of the paper, and carries its codes', () => {
    expect(paper?.unknown).toEqual([]);
    const lines = document.blocks.filter(({ kind }) => kind === 'line');
    const drawn = countRasters(document) - countRasters(without(document, lines));
    expect((paper?.lines.length ?? 0) + drawn).toBe(lines.length);
    const codes = document.blocks.flatMap((block) => ('data' in block ? [block.data] : []));
    if (profile.codes === 'native') expect(paper?.codes.map(({ data }) => data)).toEqual(codes);
    expect(paper?.sounds).toBe(profile.hasBuzzer ? 2 : 0);
    expect(paper?.redLines.length).toBe(profile.hasTwoColours ? 1 : 0);
  });
});
