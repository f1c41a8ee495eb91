import { DeviceError } from '../../device-error.ts';
import { driverLimits } from '../../limits.ts';
import { type CardChannel, readData, select, selectApplication } from './apdu.ts';

// Public: NFC Forum, Type 4 Tag Operation 2.0. Not tried on hardware.
const ndefApplication = selectApplication('d2760000850101');
const containerFile = 0xe103;
const containerBytes = 15;
/** The control TLV that names the NDEF file, and its length. */
const ndefFileTag = 0x04;
const ndefFileBytes = 6;
const readableByAll = 0x00;
const lengthBytes = 2;
/** Bytes asked for at once, where the card gives so many. */
const chunkBytes = 0x80;

/** The NDEF message of a Type 4 tag; undefined when the card is none. Throws `device.bad-data`. */
export async function readType4Tag(channel: CardChannel): Promise<Uint8Array | undefined> {
  if (!(await select(channel, ndefApplication))) return undefined;
  if (!(await select(channel, selectFile(containerFile)))) return undefined;
  const container = await readFile(channel, 0, containerBytes);
  if (!container) return undefined;
  const file = parseContainer(container);
  if (!file || !(await select(channel, selectFile(file.id)))) return undefined;
  const length = await readFile(channel, 0, lengthBytes);
  if (!length) return undefined;
  const messageBytes = Buffer.from(length).readUInt16BE();
  if (messageBytes > Math.min(file.maxBytes - lengthBytes, driverLimits.ndefBytes)) {
    throw new DeviceError(
      'device.bad-data',
      `a tag claims an NDEF message of ${messageBytes} bytes`,
    );
  }
  return readMessage(channel, messageBytes, Math.min(file.chunkBytes, chunkBytes));
}

async function readMessage(
  channel: CardChannel,
  messageBytes: number,
  atOnce: number,
): Promise<Uint8Array> {
  const message = new Uint8Array(messageBytes);
  for (let at = 0; at < messageBytes; at += atOnce) {
    const count = Math.min(atOnce, messageBytes - at);
    const part = await readFile(channel, lengthBytes + at, count);
    if (!part) throw new DeviceError('device.bad-data', 'a tag refused a part of its NDEF file');
    message.set(part.subarray(0, count), at);
  }
  return message;
}

type NdefFile = {
  readonly id: number;
  readonly maxBytes: number;
  /** Most bytes that the tag gives at once. */
  readonly chunkBytes: number;
};

/** The capability container; undefined when its NDEF file is not for everybody to read. */
function parseContainer(container: Uint8Array): NdefFile | undefined {
  const bytes = Buffer.from(container);
  const atOnce = bytes.readUInt16BE(3);
  const isNdefFile = bytes[7] === ndefFileTag && bytes[8] === ndefFileBytes;
  if (!isNdefFile || bytes[13] !== readableByAll || atOnce === 0) return undefined;
  return { id: bytes.readUInt16BE(9), maxBytes: bytes.readUInt16BE(11), chunkBytes: atOnce };
}

function selectFile(id: number): Uint8Array {
  return Uint8Array.of(0x00, 0xa4, 0x00, 0x0c, 0x02, id >> 8, id & 0xff);
}

function readFile(
  channel: CardChannel,
  offset: number,
  count: number,
): Promise<Uint8Array | undefined> {
  const apdu = Uint8Array.of(0x00, 0xb0, offset >> 8, offset & 0xff, count);
  return readData(channel, apdu, count, 'a file of the tag');
}
