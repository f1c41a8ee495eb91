/** What a HID device says it is: its first usage page and usage. */
export type HidUsage = { readonly usagePage: number; readonly usage: number };

// Short items of a report descriptor: the low two bits of the first byte are the size, the rest is
// the item (USB HID 1.11, 6.2.2).
const usagePageItem = 0x04;
const usageItem = 0x08;
const collectionItem = 0xa0;
const longItem = 0xfe;

/** Undefined for a descriptor that has no usage before its first collection. */
export function readUsage(descriptor: Uint8Array): HidUsage | undefined {
  let usagePage: number | undefined;
  for (let at = 0; at < descriptor.length; ) {
    const prefix = descriptor[at] ?? 0;
    if (prefix === longItem) {
      at += 3 + (descriptor[at + 1] ?? 0);
      continue;
    }
    const sizes = [0, 1, 2, 4] as const;
    const size = sizes[prefix & 3] ?? 0;
    const value = littleEndian(descriptor.subarray(at + 1, at + 1 + size));
    const item = prefix & 0xfc;
    if (item === collectionItem) return undefined;
    if (item === usagePageItem) usagePage = value;
    // A usage of four bytes names its page itself.
    if (item === usageItem && size === 4) {
      return { usagePage: value >>> 16, usage: value & 0xffff };
    }
    if (item === usageItem && usagePage !== undefined) return { usagePage, usage: value };
    at += 1 + size;
  }
  return undefined;
}

function littleEndian(bytes: Uint8Array): number {
  return bytes.reduceRight((value, byte) => value * 256 + byte, 0);
}
