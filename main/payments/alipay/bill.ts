import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { type Entry, open, type ZipFile } from 'yauzl';
import type { StatementRow } from '../statement.ts';
import { BillRows } from './bill-rows.ts';

/** A row has 25 short cells. */
const lineCharactersMax = 64 * 1024;

/** General purpose bit 11 of a zip entry: its name is UTF-8. */
const isUtf8Flag = 0x800;

/**
 * The rows of a bill as it was downloaded: a zip of GBK files (payment-facts 2.6), read as a stream.
 * An empty file is a day without trades.
 * @throws PosError `statement.unreadable`
 */
export async function* readBill(path: string): AsyncGenerator<StatementRow> {
  if ((await stat(path)).size === 0) return;
  const rows = new BillRows();
  const zip = await openZip(path, rows);
  try {
    yield* readEntries(zip, rows);
    rows.end();
  } finally {
    zip.close();
  }
}

async function* readEntries(zip: ZipFile, rows: BillRows): AsyncGenerator<StatementRow> {
  try {
    for await (const entry of zip.eachEntry()) {
      if (!isDetailFile(nameOf(entry))) continue;
      const stream = await zip.openReadStreamPromise(entry);
      for await (const line of linesOf(stream, rows)) {
        const row = rows.read(line);
        if (row) yield row;
      }
    }
  } catch (error) {
    // What yauzl, zlib and the decoder say of a broken file; a row's own complaint goes through.
    if (!(error instanceof Error) || error.name === 'PosError') throw error;
    throw rows.fail(error.message, error);
  }
}

async function openZip(path: string, rows: BillRows): Promise<ZipFile> {
  const { promise, resolve, reject } = Promise.withResolvers<ZipFile>();
  // Names may be GBK, so that they are decoded here; they are compared and never written to a disk.
  open(path, { lazyEntries: true, autoClose: false, decodeStrings: false }, (error, zip) => {
    if (error || !zip) reject(rows.fail(error?.message ?? 'no zip file', error));
    else resolve(zip);
  });
  return promise;
}

function nameOf({ fileNameRaw, generalPurposeBitFlag }: Entry): string {
  const isUtf8 = (generalPurposeBitFlag & isUtf8Flag) !== 0;
  return new TextDecoder(isUtf8 ? 'utf-8' : 'gb18030').decode(fileNameRaw);
}

/** `…_业务明细.csv`, not `…_业务明细(汇总).csv`. */
function isDetailFile(name: string): boolean {
  return name.includes('业务明细') && !name.includes('汇总') && name.endsWith('.csv');
}

async function* linesOf(stream: Readable, rows: BillRows): AsyncGenerator<string> {
  // gb18030 contains GBK; Node's `gbk` differs from it (drivers/printer/escpos/gb18030.ts)
  const decoder = new TextDecoder('gb18030', { fatal: true });
  let rest = '';
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > lineCharactersMax) throw rows.fail('a line without an end');
    yield* lines;
  }
  const last = rest + decoder.decode();
  if (last !== '') yield last;
}
