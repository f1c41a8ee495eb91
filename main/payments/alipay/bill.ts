import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { type Entry, open, type ZipFile } from 'yauzl';
import { PosError } from '../../contract/failure.ts';
import type { StatementRow } from '../statement.ts';
import { BillRows } from './bill-rows.ts';
import { isDetailFile } from './bill-words.ts';

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
    for await (const batch of batchesOf(zip, rows)) yield* batch;
    rows.end();
  } finally {
    zip.close();
  }
}

/** In batches, because a million rows each handed on three times over take a while. */
async function* batchesOf(zip: ZipFile, rows: BillRows): AsyncGenerator<StatementRow[]> {
  try {
    for await (const entry of zip.eachEntry()) {
      if (!isDetailFile(nameOf(entry))) continue;
      const content = checked(await zip.openReadStreamPromise(entry), entry);
      for await (const lines of linesOf(content, rows)) yield rowsOf(lines, rows);
    }
  } catch (error) {
    // What yauzl, zlib and the decoder say of a broken file; a row's own complaint goes through.
    if (error instanceof PosError || !(error instanceof Error)) throw error;
    throw rows.fail(error.message, error);
  }
}

function rowsOf(lines: readonly string[], rows: BillRows): StatementRow[] {
  const read: StatementRow[] = [];
  for (const line of lines) {
    const row = rows.read(line);
    if (row) read.push(row);
  }
  return read;
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

/** A zip's own sum is all there is to tell that a bill came whole; yauzl does not look at it. */
async function* checked(stream: Readable, entry: Entry): AsyncGenerator<Buffer> {
  let sum = 0;
  for await (const chunk of stream) {
    if (!Buffer.isBuffer(chunk)) continue;
    sum = crc32(chunk, sum);
    yield chunk;
  }
  if (sum !== entry.crc32) throw new Error('the sum of the file is another one');
}

async function* linesOf(
  content: AsyncIterable<Buffer>,
  rows: BillRows,
): AsyncGenerator<readonly string[]> {
  // gb18030 contains GBK; Node's `gbk` differs from it (drivers/printer/escpos/gb18030.ts)
  const decoder = new TextDecoder('gb18030', { fatal: true });
  let rest = '';
  for await (const chunk of content) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > lineCharactersMax) throw rows.fail('a line without an end');
    yield lines;
  }
  const last = rest + decoder.decode();
  if (last !== '') yield [last];
}
