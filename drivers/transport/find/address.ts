/** What an address of `usb:` asks for (see `DevicePath`); ids are lower-case hex. */
export type UsbAddress = {
  readonly vendorId: string;
  readonly productId: string;
  readonly serialNumber?: string;
  /** Of the device (`1-2.3`) or, for one of several interfaces, of the interface (`1-2.3:1.1`). */
  readonly portPath?: string;
};

const pattern =
  /^usb:([0-9a-f]{4}):([0-9a-f]{4})(?::(.+?))?(?:@(\d+-\d+(?:\.\d+)*(?::\d+\.\d+)?))?$/i;

/** Undefined for a path that is no such address, which is taken as it is. */
export function parseUsbAddress(path: string): UsbAddress | undefined {
  const [, vendorId, productId, serialNumber, portPath] = pattern.exec(path) ?? [];
  if (vendorId === undefined || productId === undefined) return undefined;
  return {
    vendorId: vendorId.toLowerCase(),
    productId: productId.toLowerCase(),
    ...(serialNumber === undefined ? {} : { serialNumber }),
    ...(portPath === undefined ? {} : { portPath }),
  };
}

export function formatUsbAddress(address: UsbAddress): string {
  const { vendorId, productId, serialNumber, portPath } = address;
  const serial = serialNumber === undefined ? '' : `:${serialNumber}`;
  const port = portPath === undefined ? '' : `@${portPath}`;
  return `usb:${vendorId}:${productId}${serial}${port}`;
}

/** A serial number that an address can carry: cheap devices have blanks and control characters. */
export function isUsableSerial(serialNumber: string): boolean {
  return /^[!-?A-~]+$/.test(serialNumber);
}
