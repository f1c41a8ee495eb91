import { limits } from '../../../contract/limits.ts';
import type { CatalogueItem } from '../../../contract/sync/catalogue.ts';
import {
  type Cell,
  readCodes,
  readId,
  readIsActive,
  readName,
  readPrice,
  readSoldBy,
  readTaxRate,
  readText,
} from './cells.ts';
import type { Columns, Field } from './columns.ts';
import type { CsvRecord } from './csv-parser.ts';
import type { CellFault, ImportError } from './import-result.ts';

/** One line of an import. What has no column is absent, and stays as it is in an item that is known. */
export type ImportRow = {
  readonly line: number;
  readonly id?: string;
  readonly codes: string[];
  readonly name: string;
  readonly nameTraditional?: string;
  readonly nameEnglish?: string;
  readonly category: string;
  readonly categoryTraditional?: string;
  readonly categoryEnglish?: string;
  readonly rest: Partial<
    Pick<CatalogueItem, 'unit' | 'soldBy' | 'taxRateBasisPoints' | 'isActive'>
  > & { readonly picture?: string };
  readonly priceMinor: number;
};

export type RowReading = { readonly row: ImportRow } | { readonly errors: readonly ImportError[] };

const shownValueCharacters = 40;

/** Reads a record's cells; all that is wrong with it is told at once. */
export function readRow(
  record: CsvRecord,
  columns: Columns,
  header: number,
  digits: number,
): RowReading {
  const { line, cells, isBroken } = record;
  if (isBroken) return { errors: [faultOf(line, 0, 'quotes', '')] };
  if (cells.length !== header) return { errors: [faultOf(line, 0, 'cells', '')] };
  const errors: ImportError[] = [];
  const read = <Value>(field: Field, reader: (text: string) => Cell<Value>): Value | undefined => {
    const at = columns.get(field);
    if (at === undefined) return undefined;
    const text = cells[at] ?? '';
    const cell = reader(text);
    if ('value' in cell) return cell.value;
    errors.push(faultOf(line, at + 1, cell.fault, text));
    return undefined;
  };
  const name = (text: string) => readText(text, limits.itemNameCharacters);
  const id = read('id', readId);
  const codes = read('codes', readCodes) ?? [];
  const codesAt = columns.get('codes') ?? 0;
  if (errors.length === 0 && codes.length === 0 && id === undefined) {
    errors.push(faultOf(line, codesAt + 1, 'missing', ''));
  }
  const row: ImportRow = {
    line,
    codes,
    name: read('name', readName) ?? '',
    category: read('category', readName) ?? '',
    priceMinor: read('price', (text) => readPrice(text, digits)) ?? 0,
    ...defined({
      id,
      nameTraditional: read('nameTraditional', name),
      nameEnglish: read('nameEnglish', name),
      categoryTraditional: read('categoryTraditional', name),
      categoryEnglish: read('categoryEnglish', name),
    }),
    rest: defined({
      unit: read('unit', (text) => readText(text, 20)),
      soldBy: read('soldBy', readSoldBy),
      taxRateBasisPoints: read('taxRate', readTaxRate),
      picture: read('picture', (text) => readText(text, 1_000)),
      isActive: read('isActive', readIsActive),
    }),
  };
  return errors.length > 0 ? { errors: errors.sort((a, b) => a.column - b.column) } : { row };
}

/** Without the members that are undefined, which exact optional properties do not allow. */
function defined<Members extends object>(
  members: Members,
): { [Key in keyof Members]?: Exclude<Members[Key], undefined> };
function defined(members: object): object {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

function faultOf(line: number, column: number, reason: CellFault, text: string): ImportError {
  const value = text.trim().slice(0, shownValueCharacters);
  return {
    line,
    column,
    code: 'catalogue.row-invalid',
    data: { reason, ...(value ? { value } : {}) },
  };
}
