/** Reads a statement row by row: the memory it takes does not grow with the file. */
import { createReadStream } from 'node:fs';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { PosError } from '../../contract/failure.ts';
import type { StatementRow } from '../statement.ts';
import type { StatementForm } from './dialect.ts';
import { readAmount, readTime } from './values.ts';

/** More than any row; what has no line end in so much is no table. */
const lineCharactersMax = 64 * 1024;

/**
 * The header's names decide, not the order of the columns. Blank lines and lines that begin with `#`
 * are left out.
 * @throws PosError `statement.unreadable` with the line where it stops making sense.
 */
export async function* readStatement(
  path: string,
  form: StatementForm,
  timeZone: string,
): AsyncGenerator<StatementRow> {
  let lineNumber = 0;
  try {
    let header: readonly string[] | null = null;
    let toRow: ((cells: readonly string[]) => StatementRow | null) | null = null;
    for await (const text of linesOf(bytesOf(path, form))) {
      lineNumber += 1;
      if (text.trim() === '' || text.startsWith('#')) continue;
      const cells = cellsOf(text, form.delimiter);
      if (header === null || toRow === null) {
        header = cells;
        toRow = rowReader(cells, form, timeZone);
        continue;
      }
      if (cells.length < header.length) throw new Nonsense('a row is too short');
      const row = toRow(cells);
      if (row) yield row;
    }
    if (header === null) throw new Nonsense('there is no header');
  } catch (error) {
    if (!isNonsense(error)) throw error;
    throw new PosError(
      {
        code: 'statement.unreadable',
        message: `line ${lineNumber}: ${error.message}`,
        retry: 'never',
        data: { line: lineNumber },
      },
      { cause: error },
    );
  }
}

class Nonsense extends Error {}

/** Ours, zlib's for a file that is cut off or no gzip, and the decoder's for what is no UTF-8. */
function isNonsense(error: unknown): error is Error {
  if (error instanceof Nonsense) return true;
  if (!(error instanceof Error) || !('code' in error)) return false;
  const code = String(error.code);
  return code.startsWith('Z_') || code === 'ERR_ENCODING_INVALID_ENCODED_DATA';
}

function bytesOf(path: string, { extension }: StatementForm): Readable {
  const file = createReadStream(path);
  if (!extension.endsWith('.gz')) return file;
  const plain = createGunzip();
  // an error ends both streams, and whoever reads the last one hears of it
  pipeline(file, plain, () => undefined);
  return plain;
}

async function* linesOf(bytes: Readable): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  for await (const chunk of bytes) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > lineCharactersMax) throw new Nonsense('a line without an end');
    yield* lines;
  }
  rest += decoder.decode();
  if (rest !== '') yield rest;
}

/** A cell may be quoted, with its own quotes doubled (RFC 4180); it has no line break. */
function cellsOf(line: string, delimiter: string): string[] {
  if (!line.includes('"')) return line.split(delimiter).map((cell) => cell.trim());
  const cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const sign = line.charAt(at);
    if (sign === '"' && isQuoted && line.charAt(at + 1) === '"') {
      cell += sign;
      at += 1;
    } else if (sign === '"') {
      isQuoted = !isQuoted;
    } else if (sign === delimiter && !isQuoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += sign;
  }
  if (isQuoted) throw new Nonsense('a quote is not closed');
  return [...cells, cell.trim()];
}

/** @returns what makes a row of cells; null for a row that is not a terminal's money. */
function rowReader(
  header: readonly string[],
  form: StatementForm,
  timeZone: string,
): (cells: readonly string[]) => StatementRow | null {
  const { columns } = form;
  const place = (name: string | null): number | null => {
    if (name === null) return null;
    const at = header.indexOf(name);
    if (at < 0) throw new Nonsense(`there is no column ${name}`);
    return at;
  };
  const at = {
    kind: place(columns.kind),
    orderNumber: place(columns.orderNumber),
    refundNumber: place(columns.refundNumber),
    reference: place(columns.reference),
    amount: place(columns.amount),
    fee: place(columns.fee),
    time: place(columns.time),
    terminal: place(columns.terminalNumber),
  };
  const kinds = new Map(Object.entries(form.kinds));

  return (cells) => {
    const cell = (column: number | null): string => (column === null ? '' : (cells[column] ?? ''));
    const kind = kinds.get(cell(at.kind));
    if (kind === undefined) throw new Nonsense('a row of an unknown kind');
    if (kind === 'other') return null;
    const amount = readAmount(cell(at.amount), form.amount);
    const fee = cell(at.fee) === '' ? 0 : readAmount(cell(at.fee), form.amount);
    const time = cell(at.time);
    const moment = time === '' ? null : readTime(time, form.time, timeZone);
    if (amount === null || amount === 0) throw new Nonsense('an amount that is none');
    if (fee === null) throw new Nonsense('a fee that is no amount');
    if (moment === null && time !== '') throw new Nonsense('a time that is none');
    const reference = cell(at.reference);
    if (reference === '') throw new Nonsense('a row without a reference');
    return {
      kind: kind === 'payment' ? 'payment' : 'refund',
      orderNumber: cell(at.orderNumber),
      refundNumber: (kind === 'refund' && cell(at.refundNumber)) || null,
      providerRef: reference,
      // some write what goes back with a minus
      amountMinor: Math.abs(amount),
      feeMinor: fee,
      at: moment,
      terminal: cell(at.terminal) || null,
    };
  };
}
