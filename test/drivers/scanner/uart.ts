import type { SerialTransport } from '../../../drivers/contract.ts';

type Line = Pick<SerialTransport, 'baudRate' | 'dataBits' | 'parity' | 'stopBits'>;

/**
 * What a serial receiver makes of bytes that were sent with other settings: the line's levels bit
 * by bit, sampled in the middle of where the receiver thinks its bits are. A character without its
 * stop bit is dropped, as a terminal that ignores framing errors does.
 */
export function receivedAs(bytes: Uint8Array, sent: Line, read: Line): Uint8Array {
  const levels = [1, 1, ...[...bytes].flatMap((byte) => characterBits(byte, sent))];
  /** Level of the line at a time in the receiver's bits. */
  const levelAt = (time: number): number =>
    levels[Math.floor((time * sent.baudRate) / read.baudRate)] ?? 1;
  const lastBit = (levels.length * read.baudRate) / sent.baudRate;

  const received: number[] = [];
  for (let time = 0; time < lastBit; ) {
    if (levelAt(time) === 1) {
      time += 1 / 16;
      continue;
    }
    const bits = Array.from({ length: read.dataBits }, (_, i) => levelAt(time + 1.5 + i));
    const parityBits = read.parity === 'none' ? 0 : 1;
    const stopAt = time + 1.5 + read.dataBits + parityBits;
    if (levelAt(stopAt) === 1) received.push(bits.reduce((byte, bit, i) => byte | (bit << i), 0));
    time = stopAt;
  }
  return Uint8Array.from(received);
}

function characterBits(byte: number, { dataBits, parity, stopBits }: Line): readonly number[] {
  const data = Array.from({ length: dataBits }, (_, i) => (byte >> i) & 1);
  const ones = data.filter((bit) => bit === 1).length;
  const parityBit = { none: [], even: [ones % 2], odd: [1 - (ones % 2)] }[parity];
  return [0, ...data, ...parityBit, ...Array.from({ length: stopBits }, () => 1)];
}
