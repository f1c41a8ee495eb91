import { stat } from 'node:fs/promises';
import type { DatabaseSync } from 'node:sqlite';
import { limits } from '../../../contract/limits.ts';
import { type Columns, headingOf, readHeader } from './columns.ts';
import { commitImport } from './commit-import.ts';
import { CsvParser, type CsvRecord } from './csv-parser.ts';
import type { ImportError, ImportResult } from './import-result.ts';
import { readRow } from './import-row.ts';
import { openStaging, type Staging } from './staging.ts';
import { decode, detectEncoding, lineBlocks, type TextEncoding } from './text-file.ts';

export type ImportProgress = {
  readonly rowsDone: number;
  readonly bytesDone: number;
  readonly bytesTotal: number;
};

export type ImportInputs = {
  readonly path: string;
  /** Decimals of the store's currency, 2 for yuan. */
  readonly currencyDigits: number;
  /** Ids for items and categories that the file brings without one. */
  readonly newId: () => string;
  /** UTC milliseconds, when the import is made. */
  readonly at: number;
  readonly onProgress: (progress: ImportProgress) => void;
};

/**
 * Reads a CSV file in UTF-8 or GB18030 into the catalogue: all of it, or nothing with the reasons.
 * Reading and checking give way to other work; only the last step, one transaction, does not.
 * @throws Error when the file cannot be read.
 */
export async function importCsv(db: DatabaseSync, inputs: ImportInputs): Promise<ImportResult> {
  const { size: bytesTotal } = await stat(inputs.path);
  if (bytesTotal > limits.importBytes) return refused([wholeFile('too-long')]);
  const detected = await detectEncoding(inputs.path);
  if ('badLine' in detected) {
    return refused([{ line: detected.badLine, column: 0, code: 'catalogue.encoding' }]);
  }
  const staging = openStaging();
  try {
    const reader = new RowReader(staging, inputs.currencyDigits);
    await readFile(reader, detected.encoding, bytesTotal, inputs);
    if (reader.errors.length > 0) return refused(reader.errors);
    return commitImport(db, () => staging.rows(), reader.codeColumn, inputs.newId, inputs.at);
  } finally {
    staging.close();
  }
}

async function readFile(
  reader: RowReader,
  encoding: TextEncoding,
  bytesTotal: number,
  { path, onProgress }: ImportInputs,
): Promise<void> {
  const parser = new CsvParser();
  let bytesDone = 0;
  for await (const block of lineBlocks(path)) {
    const text = decode(block, encoding);
    if (text === null) throw new Error(`${path} changed while it was read`);
    for (const record of parser.push(text)) reader.take(record);
    bytesDone += block.length;
    onProgress({ rowsDone: reader.rowsDone, bytesDone, bytesTotal });
    if (reader.isFull) return;
  }
  for (const record of parser.end()) reader.take(record);
  reader.finish();
  onProgress({ rowsDone: reader.rowsDone, bytesDone, bytesTotal });
}

/** Takes the records in order: the header, then rows, until there are more errors than are shown. */
class RowReader {
  readonly errors: ImportError[] = [];
  rowsDone = 0;
  readonly #staging: Staging;
  readonly #digits: number;
  #columns: Columns | null = null;
  #headerCells = 0;

  constructor(staging: Staging, digits: number) {
    this.#staging = staging;
    this.#digits = digits;
  }

  get isFull(): boolean {
    return (
      this.errors.length >= limits.importErrorsShown || (!this.#columns && this.errors.length > 0)
    );
  }

  /** From 1. */
  get codeColumn(): number {
    return (this.#columns?.get('codes') ?? -1) + 1;
  }

  take(record: CsvRecord): void {
    if (this.isFull) return;
    if (!this.#columns) {
      this.#takeHeader(record);
      return;
    }
    this.rowsDone += 1;
    if (this.rowsDone > limits.importRows) {
      this.errors.push(...(this.rowsDone === limits.importRows + 1 ? [wholeFile('too-many')] : []));
      return;
    }
    const reading = readRow(record, this.#columns, this.#headerCells, this.#digits);
    this.#report(
      'row' in reading ? this.#staging.put(reading.row, this.codeColumn) : reading.errors,
    );
  }

  /** An empty file has no header either. */
  finish(): void {
    if (!this.#columns && this.errors.length === 0)
      this.#takeHeader({ line: 1, cells: [], isBroken: false });
  }

  #takeHeader({ line, cells }: CsvRecord): void {
    const header = readHeader(cells);
    this.#headerCells = cells.length;
    if ('columns' in header) {
      this.#columns = header.columns;
      return;
    }
    this.#report(
      header.missing.map((field) => ({
        line,
        column: 0,
        code: 'catalogue.column-missing' as const,
        data: { field: headingOf(field) },
      })),
    );
  }

  #report(errors: readonly ImportError[]): void {
    this.errors.push(...errors.slice(0, limits.importErrorsShown - this.errors.length));
  }
}

function wholeFile(reason: 'too-long' | 'too-many'): ImportError {
  return { line: 0, column: 0, code: 'catalogue.row-invalid', data: { reason } };
}

function refused(errors: readonly ImportError[]): ImportResult {
  return { ok: false, errors };
}
