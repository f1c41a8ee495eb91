import type { DevicePath, FoundDevice } from '../../contract.ts';
import { DeviceError } from '../../device-error.ts';
import { parseUsbAddress, type UsbAddress } from './address.ts';
import { listNodes, type SystemNode } from './nodes.ts';
import type { SystemRoots } from './system.ts';
import { isKeyboard, usageRank } from './usage.ts';

/**
 * The node that a path means at this moment. Throws `device.offline` when no device answers to the
 * address, or more than one does.
 */
export async function resolvePath(
  path: DevicePath,
  kind: FoundDevice['interface'],
  roots: SystemRoots,
): Promise<string> {
  const address = parseUsbAddress(path);
  if (!address) {
    if (path.startsWith('usb:')) throw new DeviceError('device.offline', `${path} is no address`);
    return path;
  }
  const matching = (await listNodes(kind, roots)).filter((node) => answersTo(node, address));
  const [first, ...others] = onePerDevice(matching);
  if (!first) throw new DeviceError('device.offline', `there is no ${path}`);
  if (others.length > 0) {
    const message = `${path} means ${others.length + 1} devices: name the serial number or the port`;
    throw new DeviceError('device.offline', message);
  }
  return first.node;
}

function answersTo(node: SystemNode, address: UsbAddress): boolean {
  const { serialNumber, portPath } = address;
  if (node.vendorId !== address.vendorId || node.productId !== address.productId) return false;
  if (serialNumber !== undefined && serialNumber !== node.serialNumber) return false;
  const isThere = portPath === node.portPath || portPath === node.interfacePath;
  return (portPath === undefined || isThere) && !isKeyboard(node);
}

/**
 * One node of each physical device: a scanner may have a second interface for its firmware. The
 * one that says what it is for comes first, then the lowest number.
 */
export function onePerDevice(nodes: readonly SystemNode[]): readonly SystemNode[] {
  const sorted = nodes.toSorted(
    (a, b) => usageRank(a) - usageRank(b) || a.interfaceNumber - b.interfaceNumber,
  );
  const seen = new Set<string>();
  return sorted.filter((node) => {
    const device = `${node.interface} ${node.portPath ?? node.node}`;
    if (seen.has(device)) return false;
    seen.add(device);
    return true;
  });
}
