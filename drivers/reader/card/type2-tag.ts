import { DeviceError } from '../../device-error.ts';
import { driverLimits } from '../../limits.ts';
import type { CardChannel } from './apdu.ts';

// Public: NFC Forum, Type 2 Tag Operation 1.1. Not tried on hardware.
const containerPage = 3;
const pageBytes = 4;
const blockBytes = 4 * pageBytes;
/** Pages beyond are in another sector, which is not read. */
const lastPage = 0xff;
const magic = 0xe1;
const bytesPerSizeUnit = 8;
/** Upper half of the container's last byte: zero when everybody may read. */
const readAccess = 0xf0;

/** Tags of the data area. */
const nothing = 0x00;
const ndefMessage = 0x03;
const terminator = 0xfe;
/** A first length byte that says: two more follow. */
const longLength = 0xff;

/** The NDEF message of a Type 2 tag; undefined when the card is none. Throws `device.bad-data`. */
export async function readType2Tag(channel: CardChannel): Promise<Uint8Array | undefined> {
  const first = await readBlock(channel, containerPage);
  if (!first || first[0] !== magic) return undefined;
  const size = (first[2] ?? 0) * bytesPerSizeUnit;
  const isReadable = ((first[3] ?? 0xff) & readAccess) === 0;
  if (!isReadable || size > driverLimits.ndefBytes) return undefined;
  let area = Uint8Array.from(first.subarray(pageBytes)).subarray(0, size);
  for (;;) {
    const found = findMessage(area);
    if (found === undefined || found instanceof Uint8Array) return found;
    if (area.length >= size && found === 'end') return undefined;
    const page = containerPage + 1 + area.length / pageBytes;
    if (area.length >= size || page > lastPage) {
      throw new DeviceError('device.bad-data', "a tag's data goes on behind its end");
    }
    const block = await readBlock(channel, page);
    if (!block) return undefined;
    // Behind its last page a tag begins anew: what is beyond its size is not taken.
    area = Uint8Array.from(Buffer.concat([area, block])).subarray(0, size);
  }
}

async function readBlock(channel: CardChannel, page: number): Promise<Uint8Array | undefined> {
  const block = await channel.readPages(page);
  if (!block || block.length === blockBytes) return block;
  const message = `a tag gave ${block.length} bytes instead of ${blockBytes}`;
  throw new DeviceError('device.bad-data', message);
}

/**
 * The message in what was read so far; undefined when the tag has none, `end` when all was looked
 * at, `more` when something goes on behind it.
 */
export function findMessage(area: Uint8Array): Uint8Array | 'end' | 'more' | undefined {
  let at = 0;
  while (at < area.length) {
    const tag = area[at];
    if (tag === terminator) return undefined;
    if (tag === nothing) {
      at += 1;
      continue;
    }
    const length = lengthAt(area, at + 1);
    if (!length) return 'more';
    const end = length.end + length.value;
    if (tag === ndefMessage) return end <= area.length ? area.subarray(length.end, end) : 'more';
    at = end;
  }
  return at === area.length ? 'end' : 'more';
}

function lengthAt(
  area: Uint8Array,
  at: number,
): { readonly value: number; readonly end: number } | undefined {
  const [short, high, low] = area.subarray(at, at + 3);
  if (short === undefined) return undefined;
  if (short !== longLength) return { value: short, end: at + 1 };
  if (high === undefined || low === undefined) return undefined;
  return { value: high * 256 + low, end: at + 3 };
}
