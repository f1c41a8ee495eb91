/** One command as it stands in a printer's stream. */
export type Command = { readonly name: string; readonly at: number; readonly bytes: Buffer };

type Length = number | ((rest: Buffer) => number);

const parameters =
  (count: number): Length =>
  () =>
    2 + count;
/** pL pH after the function's letter, then so many bytes. */
const counted: Length = (rest) => 5 + rest.readUInt16LE(3);

/**
 * Lengths of whole commands by their first bytes, written from Epson's ESC/POS command reference
 * (reference.epson-biz.com) and not from this project's encoder or interpreter.
 */
const lengths: ReadonlyMap<string, Length> = new Map([
  ['0a', 1], // LF
  ['0d', 1], // CR
  ['1004', parameters(1)], // DLE EOT n
  ['1b40', parameters(0)], // ESC @
  ['1b52', parameters(1)], // ESC R n
  ['1b61', parameters(1)], // ESC a n
  ['1b45', parameters(1)], // ESC E n
  ['1b2d', parameters(1)], // ESC - n
  ['1b64', parameters(1)], // ESC d n
  ['1b72', parameters(1)], // ESC r n
  ['1b42', parameters(2)], // ESC B n t, which Chinese makers have for their buzzers
  ['1b70', parameters(3)], // ESC p m t1 t2
  ['1c26', parameters(0)], // FS &
  ['1c2e', parameters(0)], // FS .
  ['1c2d', parameters(1)], // FS - n
  ['1d21', parameters(1)], // GS ! n
  ['1d42', parameters(1)], // GS B n
  ['1d48', parameters(1)], // GS H n
  ['1d68', parameters(1)], // GS h n
  ['1d77', parameters(1)], // GS w n
  ['1d28', counted], // GS ( k pL pH ...
  ['1d56', (rest) => (Number(rest[2]) >= 0x41 ? 4 : 3)], // GS V m, or GS V m n
  ['1d6b', (rest) => 4 + Number(rest[3])], // GS k m n d1…dn (function B)
  ['1d7630', (rest) => 8 + rest.readUInt16LE(4) * rest.readUInt16LE(6)], // GS v 0 m xL xH yL yH
]);

/**
 * Walks through a stream command by command. Between commands stands text: printable ASCII, or pairs
 * of bytes in Chinese mode, or UTF-8 on a printer of that.
 * @throws Error at the first byte that is neither, and when the stream ends within a command.
 */
export function walk(stream: Buffer, isUtf8 = false): Command[] {
  const commands: Command[] = [];
  let isChinese = false;
  let at = 0;
  while (at < stream.length) {
    const rest = stream.subarray(at);
    const found = [3, 2, 1]
      .map((size) => rest.subarray(0, size).toString('hex'))
      .find((head) => lengths.has(head));
    const length =
      found === undefined ? textLength(rest, isChinese, isUtf8) : lengthOf(found, rest);
    if (length === 0 || length > rest.length) {
      throw new Error(`out of step at byte ${at}: ${rest.subarray(0, 12).toString('hex')}`);
    }
    commands.push({ name: found ?? 'text', at, bytes: rest.subarray(0, length) });
    if (found === '1c26') isChinese = true;
    if (found === '1c2e' || found === '1b40') isChinese = false;
    at += length;
  }
  return commands;
}

function lengthOf(head: string, rest: Buffer): number {
  const length = lengths.get(head) ?? 0;
  return typeof length === 'number' ? length : length(rest);
}

/** GB 18030 pairs lead with 81 to FE; four-byte characters never leave a two-byte printer's driver. */
function textLength(rest: Buffer, isChinese: boolean, isUtf8: boolean): number {
  const [lead = 0, trail = 0] = rest;
  if (isChinese) return lead >= 0x81 && lead <= 0xfe && trail >= 0x40 && trail !== 0x7f ? 2 : 0;
  if (isUtf8 && lead >= 0xc2 && lead <= 0xef) return lead < 0xe0 ? 2 : 3;
  return lead >= 0x20 && lead <= 0x7e ? 1 : 0;
}
