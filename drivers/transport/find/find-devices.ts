import type { DeviceKind, FoundDevice } from '../../contract.ts';
import type { Profiles } from '../../profiles/load.ts';
import { formatUsbAddress, isUsableSerial } from './address.ts';
import { listNodes, type SystemNode } from './nodes.ts';
import { matchingProfile } from './profile-match.ts';
import { onePerDevice } from './resolve.ts';
import { type SystemRoots, systemRoots } from './system.ts';
import { isKeyboard, kindOfHid } from './usage.ts';

/**
 * Every device that a till could use, with the address that finds it again. For set-up only:
 * nothing on the way of a sale lists devices.
 */
export async function findDevices(
  profiles: Profiles,
  roots: SystemRoots = systemRoots,
): Promise<readonly FoundDevice[]> {
  const [serial, hid, printers] = await Promise.all([
    listNodes('serial', roots),
    listNodes('hid', roots),
    listNodes('usb-printer', roots),
  ]);
  const candidates = [...printers, ...hid.filter((node) => !isKeyboard(node)), ...serial];
  const main = new Set(onePerDevice(candidates));
  const taken = new Set([...main].map(({ interfacePath }) => interfacePath));
  // A second interface is a port of its own on a serial adapter, and firmware on anything else.
  const isFurtherPort = (node: SystemNode): boolean =>
    node.interface === 'serial' && !taken.has(node.interfacePath);
  const offered = candidates.filter((node) => main.has(node) || isFurtherPort(node));
  return offered.flatMap((node) => {
    const profile = matchingProfile(node, profiles);
    const kinds = kindsOf(node, profile?.kind);
    if (kinds.length === 0) return [];
    return [describe(node, addressOf(node, main, candidates), kinds, profile?.name)];
  });
}

/** What may hang on a serial line, most frequent first; nothing on the wire tells. */
const serialKinds: readonly DeviceKind[] = ['scanner', 'scale', 'display', 'printer'];

function kindsOf(node: SystemNode, profiled: DeviceKind | undefined): readonly DeviceKind[] {
  const kinds: readonly (DeviceKind | undefined)[] = {
    'usb-printer': ['printer' as const],
    serial: serialKinds,
    hid: [kindOfHid(node)],
  }[node.interface];
  return [...new Set([profiled, ...kinds].filter((kind) => kind !== undefined))];
}

/**
 * By serial number where the device has one that no other has too, or else by the port: cheap
 * devices have none, or all the same.
 */
function addressOf(
  node: SystemNode,
  main: ReadonlySet<SystemNode>,
  all: readonly SystemNode[],
): string {
  const { vendorId, productId, serialNumber, portPath, interfacePath } = node;
  if (vendorId === undefined || productId === undefined) return node.node;
  const serial = serialNumber !== undefined && isUsableSerial(serialNumber) ? { serialNumber } : {};
  const isTwin = all.some(
    (other) =>
      other.interface === node.interface &&
      other.portPath !== portPath &&
      other.vendorId === vendorId &&
      other.productId === productId &&
      other.serialNumber === serialNumber,
  );
  const place = main.has(node) ? portPath : interfacePath;
  const needsPlace = !('serialNumber' in serial) || isTwin || !main.has(node);
  const port = needsPlace && place !== undefined ? { portPath: place } : {};
  return formatUsbAddress({ vendorId, productId, ...serial, ...port });
}

function describe(
  { interfaceNumber: _, interfacePath: __, usage, ...node }: SystemNode,
  path: string,
  kinds: readonly DeviceKind[],
  profile: string | undefined,
): FoundDevice {
  return { ...node, ...usage, path, kinds, ...(profile === undefined ? {} : { profile }) };
}
