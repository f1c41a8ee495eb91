import { open } from 'node:fs/promises';

export type TextEncoding = 'utf-8' | 'gb18030';

const chunkBytes = 256 * 1024;
const newline = 0x0a;

/** No catalogue has such a line; a file without line breaks must not be gathered whole. */
const lineBytesMax = 1024 * 1024;

/**
 * The bytes of a file in blocks that end with a line break, the last one with the file. Neither UTF-8
 * nor GB18030 has the byte 0x0A inside a character, so that no block begins within one.
 */
export async function* lineBlocks(path: string): AsyncGenerator<Buffer> {
  const file = await open(path, 'r');
  try {
    let rest: Buffer = Buffer.alloc(0);
    for await (const chunk of file.createReadStream({
      highWaterMark: chunkBytes,
      autoClose: false,
    })) {
      const bytes = Buffer.concat([rest, chunk as Buffer]);
      const end = bytes.lastIndexOf(newline) + 1;
      rest = bytes.subarray(end);
      if (end > 0) yield bytes.subarray(0, end);
      if (rest.length > lineBytesMax) {
        yield rest;
        rest = Buffer.alloc(0);
      }
    }
    if (rest.length > 0) yield rest;
  } finally {
    await file.close();
  }
}

/**
 * Strict UTF-8 when the whole file is that, else strict GB18030: text in the one is almost never
 * valid in the other. When it is neither, the line where the likelier of the two breaks.
 */
export async function detectEncoding(
  path: string,
): Promise<{ readonly encoding: TextEncoding } | { readonly badLine: number }> {
  let linesBefore = 0;
  let badUtf8: number | null = null;
  let badGb18030: number | null = null;
  for await (const block of lineBlocks(path)) {
    badUtf8 ??= badLineIn(block, 'utf-8', linesBefore);
    badGb18030 ??= badLineIn(block, 'gb18030', linesBefore);
    if (badUtf8 !== null && badGb18030 !== null) return { badLine: Math.max(badUtf8, badGb18030) };
    linesBefore += countLines(block);
  }
  return { encoding: badUtf8 === null ? 'utf-8' : 'gb18030' };
}

/** Null when the bytes are not in this encoding. */
export function decode(bytes: Uint8Array, encoding: TextEncoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** Null when all of the block is in this encoding. */
function badLineIn(block: Buffer, encoding: TextEncoding, linesBefore: number): number | null {
  if (decode(block, encoding) !== null) return null;
  let start = 0;
  for (let line = linesBefore + 1; start < block.length; line += 1) {
    const found = block.indexOf(newline, start);
    const end = found === -1 ? block.length : found + 1;
    if (decode(block.subarray(start, end), encoding) === null) return line;
    start = end;
  }
  return null;
}

function countLines(block: Buffer): number {
  let lines = 0;
  for (let at = block.indexOf(newline); at !== -1; at = block.indexOf(newline, at + 1)) lines += 1;
  return lines;
}
