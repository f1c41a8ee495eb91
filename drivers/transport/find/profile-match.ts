import type { DeviceKind } from '../../contract.ts';
import type { Profiles } from '../../profiles/load.ts';
import type { UsbMatch } from '../../profiles/usb-match.ts';
import type { SystemNode } from './nodes.ts';
import { kindOfHid } from './usage.ts';

export type MatchedProfile = { readonly kind: DeviceKind; readonly name: string };

/** For a scanner by its usage page that no profile is for: the layout that most of them have. */
const genericScanner = 'hid-pos-generic';

type Candidate = MatchedProfile & { readonly match: readonly UsbMatch[] };

/** The profile for a device by its USB ids; one for the very product before one for the vendor. */
export function matchingProfile(node: SystemNode, profiles: Profiles): MatchedProfile | undefined {
  const candidates = candidatesFor(node, profiles);
  const isVendor = ({ vendorId }: UsbMatch) => vendorId === node.vendorId;
  const found =
    candidates.find(({ match }) =>
      match.some((ids) => isVendor(ids) && ids.productId === node.productId),
    ) ??
    candidates.find(({ match }) =>
      match.some((ids) => isVendor(ids) && ids.productId === undefined && isVendorEnough(node)),
    );
  if (found) return { kind: found.kind, name: found.name };
  const isScanner = node.interface === 'hid' && kindOfHid(node) === 'scanner';
  if (!isScanner || !profiles.scanners.has(genericScanner)) return undefined;
  return { kind: 'scanner', name: genericScanner };
}

/** A vendor's HID interface is its scanner only by the usage page: it may be for firmware. */
function isVendorEnough(node: SystemNode): boolean {
  return node.interface !== 'hid' || kindOfHid(node) === 'scanner';
}

function candidatesFor(node: SystemNode, { scanners, printers }: Profiles): readonly Candidate[] {
  const scanner = [...scanners.values()]
    .filter((profile) => (node.interface === 'hid' ? profile.hid : profile.serial) !== null)
    .map(({ name, match }) => ({ kind: 'scanner' as const, name, match }));
  const printer = [...printers.values()].map(({ name, match }) => ({
    kind: 'printer' as const,
    name,
    match,
  }));
  if (node.interface === 'hid') return scanner;
  return node.interface === 'serial' ? [...scanner, ...printer] : printer;
}
