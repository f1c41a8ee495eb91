import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPrice } from '../../../../main/store/catalogue/import/cells.ts';
import { CsvParser } from '../../../../main/store/catalogue/import/csv-parser.ts';

function parse(...pieces: string[]) {
  const parser = new CsvParser();
  return [...pieces.flatMap((piece) => parser.push(piece)), ...parser.end()];
}

describe('reading CSV', () => {
  it('gives back every table that was written by RFC 4180, however it is cut', () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', '水', '"', ',', '\n', '\r', ' '),
      maxLength: 6,
    });
    // a last cell keeps a blank line apart from a record of one empty cell
    const table = fc.array(fc.array(cell, { maxLength: 4 }).map((cells) => [...cells, 'end']));
    fc.assert(
      fc.property(table, fc.nat(40), fc.constantFrom('\n', '\r\n'), (rows, at, ending) => {
        const text = rows
          .map((cells) => cells.map((each) => `"${each.replaceAll('"', '""')}"`).join(',') + ending)
          .join('');
        const records = parse(text.slice(0, at), text.slice(at));
        expect(records.map(({ cells }) => cells)).toEqual(rows);
        expect(records.some(({ isBroken }) => isBroken)).toBe(false);
      }),
    );
  });

  it('counts lines as an editor does, through breaks inside quotes and blank lines', () => {
    const records = parse('a,b\r\n"1\r\n2",c\r\n\r\nd,e');
    expect(records.map(({ line, cells }) => [line, ...cells])).toEqual([
      [1, 'a', 'b'],
      [2, '1\r\n2', 'c'],
      [5, 'd', 'e'],
    ]);
  });

  it('takes a quote inside an unquoted cell as it is', () => {
    expect(parse('19" screen,x')[0]).toMatchObject({ cells: ['19" screen', 'x'], isBroken: false });
  });

  it('says when a quote is not closed or closed too early', () => {
    expect(parse('"a').map(({ isBroken }) => isBroken)).toEqual([true]);
    expect(parse('"a"b,c\nd').map(({ isBroken }) => isBroken)).toEqual([true, false]);
  });
});

describe('reading a price', () => {
  it('is exact to the last minor unit', () => {
    fc.assert(
      fc.property(fc.nat(100_000_000), (minor) => {
        const digits = String(minor).padStart(3, '0');
        const text = `${digits.slice(0, -2)}.${digits.slice(-2)}`;
        expect(readPrice(text, 2)).toEqual({ value: minor });
      }),
    );
  });

  it.each(['1.005', '1,5', '1e3', '-1', '.', '１２.３.４', 'NaN', '0x10'])('refuses %s', (text) => {
    expect(readPrice(text, 2)).toEqual({ fault: 'number' });
  });

  it('takes zeros that say nothing, wide digits and a currency sign', () => {
    expect(readPrice('¥ 12.500', 2)).toEqual({ value: 1_250 });
    expect(readPrice('１２', 2)).toEqual({ value: 1_200 });
    expect(readPrice('500', 0)).toEqual({ value: 500 });
  });
});
