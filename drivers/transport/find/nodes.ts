import { basename, dirname, join } from 'node:path';
import type { FoundDevice } from '../../contract.ts';
import { type HidUsage, readUsage } from './report-descriptor.ts';
import { namesIn, readAttribute, readBytes, realPathOf, type SystemRoots } from './system.ts';
import { parseUevent } from './uevent.ts';

type Names = Pick<
  FoundDevice,
  'vendorId' | 'productId' | 'serialNumber' | 'portPath' | 'manufacturer' | 'product'
>;

type Identity = Names & {
  /** Place among the interfaces of one USB device; 0 for what is on no USB. */
  readonly interfaceNumber: number;
  /** The interface as the kernel names it, such as `1-2.3:1.0`. */
  readonly interfacePath?: string;
};

/** A device node as the kernel shows it. */
export type SystemNode = Identity & {
  readonly interface: FoundDevice['interface'];
  readonly node: string;
  readonly usage?: HidUsage;
};

const classFolders: Readonly<Record<FoundDevice['interface'], string>> = {
  serial: 'class/tty',
  hid: 'class/hidraw',
  'usb-printer': 'class/usbmisc',
};

/**
 * All nodes of a kind, read from sysfs: some milliseconds, where `SerialPort.list()` takes 0.9 s
 * (device-facts 8).
 */
export async function listNodes(
  kind: FoundDevice['interface'],
  roots: SystemRoots,
): Promise<readonly SystemNode[]> {
  const folder = join(roots.sys, classFolders[kind]);
  const names = await namesIn(folder);
  const nodes = await Promise.all(
    names.map((name) => readNode[kind](join(folder, name), name, roots)),
  );
  return nodes.filter((node) => node !== undefined);
}

type ReadNode = (
  folder: string,
  name: string,
  roots: SystemRoots,
) => Promise<SystemNode | undefined>;

const readNode: Readonly<Record<FoundDevice['interface'], ReadNode>> = {
  serial: async (folder, name, roots) => {
    const usb = await readUsbDevice(join(folder, 'device'), roots);
    // Built-in ports are listed whether they are there or not; an absent one has type 0. Other
    // terminals, such as consoles and pseudo-terminals, have neither a type nor a USB device.
    const type = await readAttribute(join(folder, 'type'));
    const isThere = usb !== undefined || (type !== undefined && type !== '0');
    if (!isThere) return undefined;
    const place = usb ?? { interfaceNumber: 0 };
    return { interface: 'serial', node: join(roots.dev, name), ...place };
  },
  hid: async (folder, name, roots) => {
    const device = join(folder, 'device');
    const identity = (await readUsbDevice(device, roots)) ?? (await readHidIdentity(device));
    if (!identity) return undefined;
    const descriptor = await readBytes(join(device, 'report_descriptor'));
    const usage = descriptor && readUsage(descriptor);
    const node = join(roots.dev, name);
    return { interface: 'hid', node, ...identity, ...(usage ? { usage } : {}) };
  },
  'usb-printer': async (folder, name, roots) => {
    // The class has other devices too; only a printer has an IEEE 1284 id (device-facts 8).
    const description = await readAttribute(join(folder, 'device', 'ieee1284_id'));
    if (description === undefined || !/^lp\d+$/.test(name)) return undefined;
    const usb = await readUsbDevice(join(folder, 'device'), roots);
    const named = readPrinterId(description);
    const node = join(roots.dev, 'usb', name);
    return { interface: 'usb-printer', node, ...named, ...(usb ?? { interfaceNumber: 0 }) };
  },
};

/** What the USB device says of itself that a node's `device` link leads into. */
async function readUsbDevice(link: string, { sys }: SystemRoots): Promise<Identity | undefined> {
  const [start, top] = await Promise.all([realPathOf(link), realPathOf(sys)]);
  if (start === undefined || top === undefined) return undefined;
  let interfaceNumber = 0;
  let interfacePath: string | undefined;
  for (let folder = start; folder.startsWith(`${top}/`); folder = dirname(folder)) {
    const number = await readAttribute(join(folder, 'bInterfaceNumber'));
    if (number !== undefined) {
      interfaceNumber = Number.parseInt(number, 16);
      interfacePath = basename(folder);
    }
    const vendorId = await readAttribute(join(folder, 'idVendor'));
    if (vendorId === undefined) continue;
    const [productId, serialNumber, manufacturer, product] = await Promise.all(
      ['idProduct', 'serial', 'manufacturer', 'product'].map((name) =>
        readAttribute(join(folder, name)),
      ),
    );
    return {
      interfaceNumber,
      vendorId,
      portPath: basename(folder),
      ...present({ interfacePath, productId, serialNumber, manufacturer, product }),
    };
  }
  return undefined;
}

/** Of a HID device on no USB, such as one over Bluetooth or made by a program (`uhid`). */
async function readHidIdentity(device: string): Promise<Identity | undefined> {
  const uevent = await readAttribute(join(device, 'uevent'));
  if (uevent === undefined) return undefined;
  const values = parseUevent(uevent);
  // Bus, vendor and product in hex: 0003:00000C2E:00000B61.
  const [, vendor, product] = (values.get('HID_ID') ?? '').toLowerCase().split(':');
  if (vendor === undefined || product === undefined) return undefined;
  return {
    interfaceNumber: 0,
    vendorId: vendor.slice(-4),
    productId: product.slice(-4),
    ...present({ serialNumber: values.get('HID_UNIQ'), product: values.get('HID_NAME') }),
  };
}

/** Names out of an IEEE 1284 id, such as `MFG:EPSON;CMD:ESC/POS;MDL:TM-T20II;CLS:PRINTER;`. */
function readPrinterId(description: string): Names {
  const field = (short: string, long: string): string | undefined =>
    new RegExp(`(?:^|;)\\s*(?:${short}|${long}):([^;]+)`, 'i').exec(description)?.[1]?.trim();
  return present({
    manufacturer: field('MFG', 'MANUFACTURER'),
    product: field('MDL', 'MODEL'),
  });
}

type Present<Values> = { readonly [Name in keyof Values]?: Exclude<Values[Name], undefined> };

/** Only the values that are there. */
function present<Values extends Readonly<Record<string, string | undefined>>>(
  values: Values,
): Present<Values>;
function present(values: Readonly<Record<string, string | undefined>>) {
  const isThere = ([, value]: [string, string | undefined]) => value !== undefined && value !== '';
  return Object.fromEntries(Object.entries(values).filter(isThere));
}
