import { createReadStream } from 'node:fs';
import { open as openFile } from 'node:fs/promises';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip, type Gunzip } from 'node:zlib';
import type { StatementRow } from '../statement.ts';
import { type BillColumns, cellsOf, readHeader, readRow, unreadable } from './bill-row.ts';
import { countTitle } from './words.ts';

/** Longer than any row that WeChat could write: 27 cells, of which the longest holds 128 characters. */
const lineCharactersMax = 16 * 1024;

/**
 * Reads a trade bill row by row, however long, in flat memory: gzip as the API gives it, or plain as
 * a person may have unpacked it.
 * @throws PosError `statement.unreadable` with the line where it stops making sense.
 */
export async function* readWechatBill(path: string, mchid: string): AsyncGenerator<StatementRow> {
  const bill = new BillReader(mchid);
  const bytes = await open(path);
  try {
    for await (const lines of linesOf(bytes, bill)) {
      for (const text of lines) {
        const row = bill.take(text);
        if (row) yield row;
      }
    }
  } catch (error) {
    if (isBadGzip(error)) throw unreadable(bill.line + 1, 'the file is damaged or cut off', error);
    throw error;
  }
  bill.end();
}

/** RFC 1952: a gzip file begins with these. */
const gzipMagic = Buffer.from([0x1f, 0x8b]);

async function open(path: string): Promise<Readable> {
  const file = await openFile(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
  await file.close();
  const isGzip = bytesRead === 2 && buffer.equals(gzipMagic);
  return isGzip ? openGunzip(path) : createReadStream(path);
}

function openGunzip(path: string): Gunzip {
  const gunzip = createGunzip();
  // what goes wrong in either ends the other, and is thrown where the bytes are read
  pipeline(createReadStream(path), gunzip, () => undefined);
  return gunzip;
}

/** The lines that are whole with each piece of the file. */
async function* linesOf(bytes: Readable, bill: BillReader): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder('utf-8');
  let rest = '';
  for await (const chunk of bytes) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield lines;
    if (rest.length > lineCharactersMax) throw unreadable(bill.line + 1, 'a line without an end');
  }
  rest += decoder.decode();
  if (rest !== '') yield [rest];
}

/** Title, rows, the summary's title, the summary, nothing more: in this order and no other. */
class BillReader {
  line = 0;
  readonly #mchid: string;
  #columns: BillColumns | null = null;
  #rows = 0;
  #countAt: number | null = null;
  #hasSummary = false;

  constructor(mchid: string) {
    this.#mchid = mchid;
  }

  take(raw: string): StatementRow | null {
    this.line += 1;
    const text = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    if (text === '' && (this.#hasSummary || this.#columns === null)) return null;
    if (this.#hasSummary) throw unreadable(this.line, 'something after the summary');
    if (this.#columns === null) {
      this.#columns = readHeader(text);
      return null;
    }
    if (!text.startsWith('`')) {
      this.#takeSummaryTitle(text);
      return null;
    }
    if (this.#countAt !== null) {
      this.#takeSummary(text, this.#countAt);
      return null;
    }
    this.#rows += 1;
    return readRow(text, this.#columns, this.#mchid, this.line);
  }

  /** A bill that was cut between two rows is found here. */
  end(): void {
    if (!this.#hasSummary) throw unreadable(this.line + 1, 'the summary is missing');
  }

  #takeSummaryTitle(text: string): void {
    const place = text.split(',').indexOf(countTitle);
    if (place === -1 || this.#countAt !== null) throw unreadable(this.line, 'no row');
    this.#countAt = place;
  }

  #takeSummary(text: string, countAt: number): void {
    const count = cellsOf(text)[countAt];
    if (count !== String(this.#rows)) {
      throw unreadable(this.line, `${this.#rows} rows where the summary counts ${count}`);
    }
    this.#hasSummary = true;
  }
}

function isBadGzip(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}
