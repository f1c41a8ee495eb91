import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { crc32, createDeflateRaw } from 'node:zlib';

export type ZipEntry = {
  /** As it is written; not marked as UTF-8. */
  readonly name: Buffer;
  readonly content: Iterable<Buffer>;
};

type Written = {
  readonly name: Buffer;
  readonly offset: number;
  readonly crc: number;
  readonly packedBytes: number;
  readonly bytes: number;
};

/** Sizes follow the data, as where a zip is made while it is sent. */
const sizesFollow = 0x0008;
const deflated = 8;

/** Writes a zip of deflated files, in flat memory, up to 4 GiB. */
export async function writeZip(path: string, entries: readonly ZipEntry[]): Promise<void> {
  const file = createWriteStream(path);
  let offset = 0;
  const put = async (bytes: Buffer): Promise<void> => {
    offset += bytes.length;
    if (!file.write(bytes)) await once(file, 'drain');
  };
  const written: Written[] = [];
  for (const { name, content } of entries) {
    const start = offset;
    await put(header(0x04034b50, [20, sizesFollow, deflated, 0, 0], [0, 0, 0], [name.length, 0]));
    await put(name);
    const data = offset;
    const sums = await deflate(content, put);
    const packedBytes = offset - data;
    written.push({ name, offset: start, packedBytes, ...sums });
    await put(header(0x08074b50, [], [sums.crc, packedBytes, sums.bytes], []));
  }
  const directory = offset;
  for (const { name, crc, packedBytes, bytes, offset: start } of written) {
    const sizes = [crc, packedBytes, bytes];
    await put(
      Buffer.concat([
        header(0x02014b50, [20, 20, sizesFollow, deflated, 0, 0], sizes, [name.length, 0, 0, 0, 0]),
        longs([0, start]),
        name,
      ]),
    );
  }
  const count = written.length;
  await put(header(0x06054b50, [0, 0, count, count], [offset - directory, directory], [0]));
  file.end();
  await finished(file);
}

async function deflate(
  content: Iterable<Buffer>,
  put: (bytes: Buffer) => Promise<void>,
): Promise<{ readonly crc: number; readonly bytes: number }> {
  const packer = createDeflateRaw({ level: 1 });
  let crc = 0;
  let bytes = 0;
  const feed = async (): Promise<void> => {
    for (const chunk of content) {
      crc = crc32(chunk, crc);
      bytes += chunk.length;
      if (!packer.write(chunk)) await once(packer, 'drain');
    }
    packer.end();
  };
  const fed = feed();
  for await (const packed of packer) await put(packed);
  await fed;
  return { crc, bytes };
}

function header(mark: number, before: number[], sizes: number[], after: number[]): Buffer {
  return Buffer.concat([longs([mark]), shorts(before), longs(sizes), shorts(after)]);
}

function shorts(values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [at, value] of values.entries()) bytes.writeUInt16LE(value, at * 2);
  return bytes;
}

function longs(values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [at, value] of values.entries()) bytes.writeUInt32LE(value, at * 4);
  return bytes;
}
