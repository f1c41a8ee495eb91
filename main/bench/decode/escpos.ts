import { escposCommands } from './escpos-table.ts';
import { readText } from './text.ts';

/** Commands named of one transfer; a page of receipt has more than anybody reads. */
const namedMax = 24;
/** Bytes of parameters or text shown of each. */
const shownMax = 16;

/** The commands in what was sent to a printer, by name; Chinese and other text beyond ASCII as hex. */
export function readEscpos(bytes: Uint8Array): string {
  const parts: string[] = [];
  let at = 0;
  while (at < bytes.length && parts.length < namedMax) {
    const { text, length } = nextPart(bytes.subarray(at));
    if (text !== '') parts.push(text);
    at += length;
  }
  return at < bytes.length ? `${parts.join(' · ')} …` : parts.join(' · ');
}

function nextPart(rest: Uint8Array): { readonly text: string; readonly length: number } {
  const command = escposCommands[Buffer.from(rest.subarray(0, 2)).toString('hex')];
  if (!command) return plainPart(rest);
  const { name, parameters, says } = command;
  const behind = rest.subarray(2);
  const count = typeof parameters === 'number' ? parameters : parameters(behind);
  const shown = Buffer.from(behind.subarray(0, Math.min(count, shownMax))).toString('hex');
  const values = shown === '' ? '' : ` ${shown}${count > shownMax ? '…' : ''}`;
  return { text: `${name}${values}${says ? ` ${says}` : ''}`, length: 2 + count };
}

/** Text up to the next command; a line's end is shown with it. */
function plainPart(rest: Uint8Array): { readonly text: string; readonly length: number } {
  const next = rest.findIndex((byte, i) => i > 0 && [0x10, 0x1b, 0x1c, 0x1d].includes(byte));
  const length = next === -1 ? rest.length : next;
  const text = readText(rest.subarray(0, Math.min(length, shownMax * 2)));
  return { text: length > shownMax * 2 ? `${text}…` : text, length };
}

/** Bits of the answers to `DLE EOT n`, by n (device-facts 1.4). */
const statusBits: Readonly<Record<number, readonly (readonly [number, string])[]>> = {
  1: [
    [0x04, 'drawer pin 3 high'],
    [0x08, 'offline'],
  ],
  2: [
    [0x04, 'cover open'],
    [0x08, 'feed button'],
    [0x20, 'paper end'],
    [0x40, 'error'],
  ],
  3: [
    [0x04, 'recoverable error'],
    [0x08, 'cutter'],
    [0x20, 'unrecoverable error'],
    [0x40, 'too hot'],
  ],
  4: [
    [0x0c, 'paper near end'],
    [0x60, 'paper end'],
  ],
};

/**
 * What a printer answered. A byte with the fixed bits of a status (1 and 4 set, 0 and 7 clear) is
 * read by the question before it; four bytes with the first's fixed bits are automatic status.
 */
export function readPrinterAnswer(bytes: Uint8Array, question: Uint8Array | null): string {
  const [first = 0] = bytes;
  if (bytes.length === 1 && (first & 0x93) === 0x12) {
    const asked = question ? askedFor(question) : 0;
    const found = (statusBits[asked] ?? []).filter(([mask]) => (first & mask) !== 0);
    const says = found.map(([, name]) => name).join(', ');
    return `status ${asked || ''}: ${says || 'nothing wrong'}`.replace('  ', ' ');
  }
  if (bytes.length === 4 && (first & 0x93) === 0x10) return readAutomaticStatus(bytes);
  return readText(bytes);
}

/** The n of the last `DLE EOT n` in what was sent. */
function askedFor(question: Uint8Array): number {
  const at = Buffer.from(question).lastIndexOf(Buffer.from('1004', 'hex'));
  return at === -1 ? 0 : (question[at + 2] ?? 0);
}

function readAutomaticStatus([first = 0, second = 0, third = 0]: Uint8Array): string {
  const found = [
    (first & 0x04) !== 0 && 'drawer pin 3 high',
    (first & 0x08) !== 0 && 'offline',
    (first & 0x20) !== 0 && 'cover open',
    (second & 0x08) !== 0 && 'cutter',
    (second & 0x20) !== 0 && 'unrecoverable error',
    (second & 0x40) !== 0 && 'too hot',
    (third & 0x0c) === 0x0c && 'paper end',
    (third & 0x03) !== 0 && 'paper near end',
  ].filter((name) => name !== false);
  return `automatic status: ${found.join(', ') || 'nothing wrong'}`;
}
