import { DeviceError } from '../../device-error.ts';
import { isOk } from './status-word.ts';

/**
 * What a card answered to an APDU. `withheld`: a secured reader keeps it to itself because payment
 * card data would come out (payment-facts 10.3); that card is not for us.
 */
export type ApduAnswer =
  | { readonly kind: 'answer'; readonly data: Uint8Array; readonly statusWord: number }
  | { readonly kind: 'withheld' };

/**
 * A card in the reader's field. Both throw `device.card-removed` when it no longer answers, and
 * `device.bad-data` for an answer that cannot be right.
 */
export type CardChannel = {
  readonly transmit: (apdu: Uint8Array) => Promise<ApduAnswer>;
  /**
   * 16 bytes from a page of 4 of a Type 2 tag; undefined where the reader does not let it. The
   * tag begins anew behind its last page.
   */
  readonly readPages: (page: number) => Promise<Uint8Array | undefined>;
};

const bytesOfStatusWord = 2;

/** Splits what came from the card; throws `device.bad-data` when not even a status word is there. */
export function parseApduAnswer(bytes: Uint8Array): ApduAnswer {
  const end = bytes.length - bytesOfStatusWord;
  if (end < 0)
    throw new DeviceError('device.bad-data', 'the card answered less than a status word');
  const statusWord = Buffer.from(bytes).readUInt16BE(end);
  return { kind: 'answer', data: bytes.subarray(0, end), statusWord };
}

/** Whether the card took the selection; what it says about the application is not needed. */
export async function select(channel: CardChannel, apdu: Uint8Array): Promise<boolean> {
  const answer = await channel.transmit(apdu);
  return answer.kind === 'answer' && isOk(answer.statusWord);
}

/**
 * Data of a file that every card may or may not have; undefined when it is refused. Throws
 * `device.bad-data` when it is shorter than `leastBytes`.
 */
export async function readData(
  channel: CardChannel,
  apdu: Uint8Array,
  leastBytes: number,
  what: string,
): Promise<Uint8Array | undefined> {
  const answer = await channel.transmit(apdu);
  if (answer.kind === 'withheld' || !isOk(answer.statusWord)) return undefined;
  if (answer.data.length >= leastBytes) return answer.data;
  const message = `${what} has ${answer.data.length} bytes instead of ${leastBytes}`;
  throw new DeviceError('device.bad-data', message);
}

/** SELECT by application id. */
export function selectApplication(aid: string): Uint8Array {
  const id = Buffer.from(aid, 'hex');
  return Uint8Array.of(0x00, 0xa4, 0x04, 0x00, id.length, ...id, 0x00);
}
