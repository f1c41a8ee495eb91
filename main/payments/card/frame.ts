/**
 * A message on the wire: its length in bytes as four bytes, highest first, then JSON in UTF-8. The
 * length in front is what nexo terminals use on TCP; docs/card-terminal.md.
 */

/** A payment's answer is a page of JSON; more is not an answer. */
export const frameBytesMax = 64 * 1024;
const headBytes = 4;

export function encodeFrame(message: object): Buffer {
  const body = Buffer.from(JSON.stringify(message), 'utf8');
  const head = Buffer.alloc(headBytes);
  head.writeUInt32BE(body.length);
  return Buffer.concat([head, body]);
}

/**
 * The first frame in what has come so far: its text, `more` when it is not all there, or `broken`
 * when it can never be one. What comes behind it is nobody's.
 */
export function decodeFrame(bytes: Buffer): { readonly text: string } | 'more' | 'broken' {
  if (bytes.length < headBytes) return 'more';
  const length = bytes.readUInt32BE();
  if (length === 0 || length > frameBytesMax) return 'broken';
  if (bytes.length < headBytes + length) return 'more';
  return { text: bytes.toString('utf8', headBytes, headBytes + length) };
}
