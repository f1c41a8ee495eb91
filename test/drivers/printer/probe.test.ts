import { describe, expect, test } from 'vitest';
import type { ProbeLine } from '../../../drivers/contract.ts';
import { encodeProbe, readProbe, rightWords } from '../../../drivers/printer/probe/probe.ts';
import { type PrinterProfile, profileOf } from '../../../drivers/printer/profile.ts';
import { drawLine } from '../../../drivers/printer/raster/draw-line.ts';
import { printOnPaper } from '../../../drivers/printer/simulator/print-on-paper.ts';
import type { PrinterFont } from '../../../drivers/printer/simulator/printer-font.ts';
import type { SimulatedReceipt } from '../../../drivers/printer/simulator/receipt.ts';

const profile: PrinterProfile = profileOf('80mm');
const look = {
  align: 'left',
  size: 'normal',
  isBold: false,
  isUnderlined: false,
  isInverted: false,
} as const;

function printProbe(font: PrinterFont, startsInChinese = false) {
  const { bytes, lines } = encodeProbe(profile);
  const papers = printOnPaper(bytes, { widthDots: 576, font, startsInChinese });
  expect(papers).toHaveLength(1);
  return { paper: papers[0], lines };
}

/** The numbers of the lines that a person at the printer finds right. */
function readAsPerson(paper: SimulatedReceipt | undefined, lines: readonly ProbeLine[]): number[] {
  const pictures = paper?.commands.flatMap(({ command }) =>
    command.kind === 'raster' ? [Buffer.from(command.bits).toString('hex')] : [],
  );
  const isRight = (line: ProbeLine): boolean => {
    const picture = Buffer.from(drawLine(rightWords(line), look, 576).bits).toString('hex');
    return paper?.lines.includes(rightWords(line)) || pictures?.includes(picture) === true;
  };
  return lines.filter(isRight).map(({ number }) => number);
}

describe('the code-page probe', () => {
  test.each<PrinterFont>(['gb18030', 'gbk', 'utf8', 'none'])(
    'finds the way of a printer whose font is %s',
    (font) => {
      const { paper, lines } = printProbe(font);
      expect(readProbe(lines, readAsPerson(paper, lines))).toBe(font);
    },
  );

  test.each<PrinterFont>(['gb18030', 'gbk'])(
    'finds %s on a printer that comes up in Chinese mode',
    (font) => {
      const { paper, lines } = printProbe(font, true);
      expect(readProbe(lines, readAsPerson(paper, lines))).toBe(font);
    },
  );

  test('shows each way that is wrong as something that nobody takes for right', () => {
    const { paper } = printProbe('none');
    expect(paper?.lines).toMatchInlineSnapshot(`
      [
        "1  µö╢µ¼╛µêÉσèƒ σ¢ì Γé¼",
        "2  ╩╒┐ε│╔╣ª ç╓ óπ",
        "3  ╩╒┐ε│╔╣ª ç╓",
      ]
    `);
    expect(printProbe('gbk').paper?.lines).toMatchInlineSnapshot(`
      [
        "1  µö╢µ¼╛µêÉσèƒ σ¢ì Γé¼",
        "2  收款成功 囍 �",
        "3  收款成功 囍",
      ]
    `);
  });

  test('has a number on every line, whatever the printer makes of the rest', () => {
    for (const font of ['gb18030', 'gbk', 'utf8', 'none'] as const) {
      const texts = printProbe(font).paper?.lines.filter((line) => line !== '');
      expect(texts?.map((line) => line.slice(0, 2))).toEqual(['1 ', '2 ', '3 ']);
    }
  });

  test('takes the lowest number when several are right, and none when none is', () => {
    const { lines } = encodeProbe(profile);
    expect(readProbe(lines, [4, 3, 2])).toBe('gb18030');
    expect(readProbe(lines, [])).toBeNull();
    expect(readProbe(lines, [9])).toBeNull();
  });
});
