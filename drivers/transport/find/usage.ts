import type { DeviceKind } from '../../contract.ts';
import type { SystemNode } from './nodes.ts';

// Usage pages: HID Point of Sale Usage Tables 1.02 (device-facts 3).
const scannerPage = 0x8c;
const scalePage = 0x8d;
const firstVendorPage = 0xff00;

/** ID TECH and MagTek, whose readers speak over a page of the vendor's own (payment-facts 10). */
const readerVendors = new Set(['0acd', '0801']);

/** What a HID device is by its usage page and vendor; undefined for keyboards, mice and unknowns. */
export function kindOfHid({ usage, vendorId }: SystemNode): DeviceKind | undefined {
  if (!usage) return undefined;
  if (usage.usagePage === scannerPage) return 'scanner';
  if (usage.usagePage === scalePage) return 'scale';
  const isVendorPage = usage.usagePage >= firstVendorPage;
  return isVendorPage && readerVendors.has(vendorId ?? '') ? 'reader' : undefined;
}

/** The system owns keyboards: a scanner in keyboard mode cannot be opened (device-facts 3). */
export function isKeyboard({ usage }: SystemNode): boolean {
  return usage?.usagePage === 0x01 && usage.usage === 0x06;
}

/** Lowest for the interface that a till would want of a device that has several. */
export function usageRank(node: SystemNode): number {
  if (node.interface !== 'hid') return 0;
  if (kindOfHid(node)) return 0;
  return (node.usage?.usagePage ?? 0) >= firstVendorPage ? 1 : 2;
}
