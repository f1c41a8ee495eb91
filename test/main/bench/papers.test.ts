import { describe, expect, it } from 'vitest';
import { builtInProfiles, loadProfiles } from '../../../drivers/profiles/load.ts';
import { type PrinterTest, testPaper, upperCodePage } from '../../../main/bench/papers.ts';
import { wordsIn } from '../../../main/bench/words.ts';
import { benchTests } from '../../../main/contract/bench/names.ts';
import { languages } from '../../../main/contract/values.ts';
import { cellWidth } from '../../../main/domain/receipt/cells.ts';

const profiles = [...loadProfiles([builtInProfiles]).printers.values()];
const cases = profiles.flatMap((profile) =>
  benchTests.printer.map((test): [string, PrinterTest, (typeof profiles)[number]] => [
    `${test} on ${profile.name}`,
    test,
    profile,
  ]),
);

describe('a test paper', () => {
  it.each(cases)('%s fits the paper in every language', (_, test, profile) => {
    for (const language of languages) {
      const paper = testPaper(test, profile, wordsIn(language));
      expect(paper.widthCells).toBe(profile.widthCells);
      for (const block of paper.blocks) {
        if (block.kind === 'image') expect(block.widthDots).toBeLessThanOrEqual(profile.widthDots);
        if (block.kind !== 'line') continue;
        const scale = block.size === 'double' ? 2 : 1;
        expect(cellWidth(block.text) * scale, block.text).toBeLessThanOrEqual(profile.widthCells);
      }
    }
  });

  it('shows the yen sign both narrow and full-width, and full-width letters', () => {
    const sample = wordsIn('en')('bench.paper.sample');
    for (const sign of ['\u00a5', '\uffe5', '\uff21', '\u3002']) expect(sample).toContain(sign);
  });

  it('asks for the upper code page byte by byte, outside the Chinese mode', () => {
    const [profile] = profiles;
    if (!profile) throw new Error('no profile');
    const bytes = Buffer.from(upperCodePage(profile));
    expect(bytes.subarray(0, 2).toString('hex')).toBe('1c2e');
    for (let code = 0x80; code <= 0xff; code += 1) expect(bytes.includes(code)).toBe(true);
  });
});
