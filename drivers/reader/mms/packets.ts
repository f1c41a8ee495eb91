import { driverLimits } from '../../limits.ts';

/** First byte of a packet (payment-facts 10.5). */
const packetTypes = { single: 0x00, start: 0x01, continue: 0x02, end: 0x03, cancel: 0x04 } as const;
const packetBytes = 64;
/** Data of a single and an end packet, of a start packet, and of one in between. */
const shortData = packetBytes - 2;
const startData = packetBytes - 5;
const continueData = packetBytes - 3;

/**
 * A message as packets of 64 bytes, without the report id. The total length and the sequence are
 * taken to be big-endian: the source had no example of more than one packet (payment-facts 10.5).
 */
export function splitPackets(message: Uint8Array): readonly Uint8Array[] {
  if (message.length <= shortData) {
    return [packet([packetTypes.single, message.length], message)];
  }
  const total = Buffer.alloc(4);
  total.writeUInt32BE(message.length);
  const packets = [packet([packetTypes.start, ...total], message.subarray(0, startData))];
  let at = startData;
  for (let sequence = 1; message.length - at > shortData; sequence++) {
    const head = [packetTypes.continue, sequence >> 8, sequence & 0xff];
    packets.push(packet(head, message.subarray(at, at + continueData)));
    at += continueData;
  }
  packets.push(packet([packetTypes.end, message.length - at], message.subarray(at)));
  return packets;
}

function packet(head: readonly number[], data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(packetBytes);
  bytes.set(head);
  bytes.set(data, head.length);
  return bytes;
}

type Partial = {
  readonly totalBytes: number;
  readonly parts: readonly Uint8Array[];
  readonly bytes: number;
};

/** Puts messages together again; what is out of sequence loses the message it belongs to. */
export class PacketJoiner {
  #partial: Partial | undefined;

  /** The message that this packet completes; undefined while there is none. */
  push(bytes: Uint8Array): Uint8Array | undefined {
    const partial = this.#partial;
    this.#partial = undefined;
    if (bytes.length !== packetBytes) return undefined;
    const data = Buffer.from(bytes);
    const type = data.readUInt8(0);
    switch (type) {
      case packetTypes.single:
        return shortDataOf(data);
      case packetTypes.start:
        return this.#start(data);
      case packetTypes.continue:
        return this.#continue(partial, data);
      case packetTypes.end:
        return finish(partial, shortDataOf(data));
      // A cancelled message, and types that we do not know.
      default:
        return undefined;
    }
  }

  reset(): void {
    this.#partial = undefined;
  }

  #start(data: Buffer): undefined {
    const totalBytes = data.readUInt32BE(1);
    if (totalBytes <= shortData || totalBytes > driverLimits.readerMessageBytes) return undefined;
    this.#partial = { totalBytes, parts: [data.subarray(5)], bytes: startData };
    return undefined;
  }

  #continue(partial: Partial | undefined, data: Buffer): undefined {
    if (!partial || data.readUInt16BE(1) !== partial.parts.length) return undefined;
    const bytes = partial.bytes + continueData;
    // At least one byte is left for the end packet.
    if (bytes >= partial.totalBytes) return undefined;
    this.#partial = { ...partial, parts: [...partial.parts, data.subarray(3)], bytes };
    return undefined;
  }
}

function shortDataOf(data: Buffer): Uint8Array | undefined {
  const length = data.readUInt8(1);
  return length <= shortData ? Uint8Array.from(data.subarray(2, 2 + length)) : undefined;
}

function finish(
  partial: Partial | undefined,
  rest: Uint8Array | undefined,
): Uint8Array | undefined {
  if (!partial || !rest || partial.bytes + rest.length !== partial.totalBytes) return undefined;
  return Uint8Array.from(Buffer.concat([...partial.parts, rest]));
}
