import * as v from 'valibot';

const hex4 = v.pipe(v.string(), v.regex(/^[0-9a-f]{4}$/));

/** The USB devices that a profile is for: vendor alone, or vendor and product. */
export const usbMatches = v.array(
  v.strictObject({ vendorId: hex4, productId: v.exactOptional(hex4) }),
);
export type UsbMatch = v.InferOutput<typeof usbMatches>[number];
