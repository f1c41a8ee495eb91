import type { Socket } from 'node:net';
import { testCardNumber } from './responses.ts';
import type { Fault } from './scenarios.ts';

/** One connection of the till's: a message in, its answer out. Written from the protocol. */
export class Line {
  readonly #socket: Socket;
  readonly #slowMs: number;

  constructor(socket: Socket, slowMs: number) {
    this.#socket = socket;
    this.#slowMs = slowMs;
  }

  send(message: object, fault: Fault | null): void {
    const frame = framed(JSON.stringify(message));
    const delayMs = fault === 'slow' ? this.#slowMs : 0;
    setTimeout(() => this.#socket.end(spoiled(frame, fault)), delayMs);
  }

  drop(): void {
    this.#socket.destroy();
  }
}

function framed(text: string): Buffer {
  const body = Buffer.from(text);
  const length = body.length;
  const head = [length >>> 24, (length >>> 16) & 255, (length >>> 8) & 255, length & 255];
  return Buffer.concat([Buffer.from(head), body]);
}

const spoilers: Partial<Record<Fault, (frame: Buffer) => Buffer>> = {
  twice: (frame) => Buffer.concat([frame, frame]),
  'half-frame': (frame) => frame.subarray(0, frame.length / 2),
  'too-long': () => Buffer.concat([Buffer.from([0, 2, 0, 0]), Buffer.alloc(128 * 1024, 0x20)]),
  garbage: () => Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'),
  // a parser that quotes what it cannot read would tell the number on
  'no-json': () => framed(`the card is ${testCardNumber}`),
};

function spoiled(frame: Buffer, fault: Fault | null): Buffer {
  const spoil = fault === null ? undefined : spoilers[fault];
  return spoil ? spoil(frame) : frame;
}

/** The text of the first frame; null while it is not all there. @throws RangeError when it is none. */
export function readFrame(bytes: Buffer): string | null {
  if (bytes.length < 4) return null;
  const length = bytes.readUInt32BE(0);
  if (length > 65_536) throw new RangeError('no frame');
  return bytes.length < 4 + length ? null : bytes.subarray(4, 4 + length).toString('utf8');
}
