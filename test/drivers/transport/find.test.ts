import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { builtInProfiles, loadProfiles, type Profiles } from '../../../drivers/profiles/load.ts';
import { formatUsbAddress, parseUsbAddress } from '../../../drivers/transport/find/address.ts';
import { findDevices } from '../../../drivers/transport/find/find-devices.ts';
import { readUsage } from '../../../drivers/transport/find/report-descriptor.ts';
import { resolvePath } from '../../../drivers/transport/find/resolve.ts';
import { withDirectory } from '../support.ts';
import {
  FakeSystem,
  type FakeUsb,
  keyboardDescriptor,
  scaleDescriptor,
  scannerDescriptor,
  vendorDescriptor,
} from './fake-system.ts';

const profiles = loadProfiles([builtInProfiles]);
const noProfiles: Profiles = { printers: new Map(), scanners: new Map(), broken: [] };

const honeywell: FakeUsb = {
  port: '1-2.3',
  vendor: '0c2e',
  product: '0b61',
  serial: '19042B0F1A',
  names: ['Honeywell', 'Xenon 1900'],
};
const chip = (port: string): FakeUsb => ({ port, vendor: '1a86', product: '7523' });

let directory: Awaited<ReturnType<typeof withDirectory>>;
let system: FakeSystem;

beforeEach(async () => {
  directory = await withDirectory();
  system = new FakeSystem(directory.path);
});
afterEach(() => directory[Symbol.asyncDispose]());

const dev = (name: string): string => `${system.roots.dev}/${name}`;

describe('a device is found by what it is', () => {
  test('a HID scanner by its usage page, with its names and the profile for its vendor', async () => {
    await system.hid('hidraw3', honeywell, scannerDescriptor);
    expect(await findDevices(profiles, system.roots)).toEqual([
      {
        interface: 'hid',
        node: dev('hidraw3'),
        path: 'usb:0c2e:0b61:19042B0F1A',
        vendorId: '0c2e',
        productId: '0b61',
        serialNumber: '19042B0F1A',
        portPath: '1-2.3',
        manufacturer: 'Honeywell',
        product: 'Xenon 1900',
        usagePage: 0x8c,
        usage: 2,
        kinds: ['scanner'],
        profile: 'honeywell',
      },
    ]);
  });

  test('a scanner of an unknown vendor gets the layout that most have', async () => {
    await system.hid('hidraw0', { ...honeywell, vendor: 'fff0' }, scannerDescriptor);
    const [scanner] = await findDevices(profiles, system.roots);
    expect(scanner).toMatchObject({ kinds: ['scanner'], profile: 'hid-pos-generic' });
  });

  test('a scale by its usage page, a card reader by its vendor, and no keyboard at all', async () => {
    const at = (port: string, vendor: string): FakeUsb => ({ port, vendor, product: '0001' });
    await system.hid('hidraw0', at('1-1', '0922'), scaleDescriptor);
    await system.hid('hidraw1', at('1-2', '0acd'), vendorDescriptor);
    await system.hid('hidraw2', at('1-3', '0c2e'), keyboardDescriptor);
    await system.hid('hidraw3', at('1-4', 'fff0'), vendorDescriptor);
    const found = await findDevices(profiles, system.roots);
    expect(found.map(({ node, kinds }) => [node, kinds])).toEqual([
      [dev('hidraw0'), ['scale']],
      [dev('hidraw1'), ['reader']],
    ]);
  });

  test('a printer by its IEEE 1284 id, whatever number its node has', async () => {
    const usb: FakeUsb = { port: '1-4', vendor: '04b8', product: '0e15', serial: 'A1 B2' };
    const id = 'MFG:EPSON;CMD:ESC/POS;MDL:TM-T20II;CLS:PRINTER;';
    await system.printer('lp1', usb, id);
    expect(await findDevices(noProfiles, system.roots)).toEqual([
      {
        interface: 'usb-printer',
        node: dev('usb/lp1'),
        // A serial number with a blank in it is none to build an address of.
        path: 'usb:04b8:0e15@1-4',
        vendorId: '04b8',
        productId: '0e15',
        serialNumber: 'A1 B2',
        portPath: '1-4',
        manufacturer: 'EPSON',
        product: 'TM-T20II',
        kinds: ['printer'],
      },
    ]);
  });

  test('a serial port by being there: on the board or on USB, but no console', async () => {
    await system.builtIn('ttyS0', 4);
    await system.builtIn('ttyS1', 0);
    await system.console('tty1');
    await system.modem('ttyACM0', { ...honeywell, port: '1-1' });
    await system.adapter('ttyUSB0', chip('1-2'));
    const found = await findDevices(profiles, system.roots);
    expect(found.map(({ path, profile }) => [path, profile])).toEqual([
      ['usb:0c2e:0b61:19042B0F1A', 'honeywell'],
      [dev('ttyS0'), undefined],
      ['usb:1a86:7523@1-2', undefined],
    ]);
    expect(found[2]?.kinds).toEqual(['scanner', 'scale', 'display', 'printer']);
  });

  test('a HID device on no USB by what it says of itself', async () => {
    await system.uhid('hidraw0', '0003:000005E0:00001300', scannerDescriptor, 'SC0001');
    const [scanner] = await findDevices(profiles, system.roots);
    expect(scanner).toMatchObject({
      path: 'usb:05e0:1300:SC0001',
      vendorId: '05e0',
      product: 'Made Up',
      profile: 'zebra',
    });
  });

  test('a system without any device has none', async () => {
    expect(await findDevices(profiles, system.roots)).toEqual([]);
  });
});

describe('an address', () => {
  test('finds the device again under another node, and refuses while it is unplugged', async () => {
    await system.hid('hidraw3', honeywell, scannerDescriptor);
    const [found] = await findDevices(profiles, system.roots);
    const path = found?.path ?? '';
    await system.unplug(honeywell, { class: 'hidraw', name: 'hidraw3' });
    await expect(resolvePath(path, 'hid', system.roots)).rejects.toMatchObject({
      code: 'device.offline',
    });
    await system.hid('hidraw7', { ...honeywell, port: '1-4' }, scannerDescriptor);
    expect(await resolvePath(path, 'hid', system.roots)).toBe(dev('hidraw7'));
  });

  test('of one of two equal devices names the port, and without it means neither', async () => {
    await system.adapter('ttyUSB0', chip('1-2'));
    await system.adapter('ttyUSB1', chip('1-3'));
    const found = await findDevices(profiles, system.roots);
    expect(found.map(({ path }) => path)).toEqual(['usb:1a86:7523@1-2', 'usb:1a86:7523@1-3']);
    for (const { path, node } of found) {
      expect(await resolvePath(path, 'serial', system.roots)).toBe(node);
    }
    await expect(resolvePath('usb:1a86:7523', 'serial', system.roots)).rejects.toMatchObject({
      code: 'device.offline',
      message: expect.stringContaining('2 devices'),
    });
  });

  test('of two devices with the same serial number names the port as well', async () => {
    await system.hid('hidraw0', honeywell, scannerDescriptor);
    await system.hid('hidraw1', { ...honeywell, port: '1-4' }, scannerDescriptor);
    const found = await findDevices(profiles, system.roots);
    expect(found.map(({ path }) => path)).toEqual([
      'usb:0c2e:0b61:19042B0F1A@1-2.3',
      'usb:0c2e:0b61:19042B0F1A@1-4',
    ]);
    expect(await resolvePath(found[1]?.path ?? '', 'hid', system.roots)).toBe(dev('hidraw1'));
  });

  test('means the scanner of a device that is also a keyboard and a firmware loader', async () => {
    await system.hid('hidraw0', honeywell, keyboardDescriptor, 0);
    await system.hid('hidraw1', honeywell, vendorDescriptor, 1);
    await system.hid('hidraw2', honeywell, scannerDescriptor, 2);
    const found = await findDevices(profiles, system.roots);
    expect(found.map(({ node }) => node)).toEqual([dev('hidraw2')]);
    expect(await resolvePath('usb:0c2e:0b61', 'hid', system.roots)).toBe(dev('hidraw2'));
  });

  test('tells the ports of one adapter apart', async () => {
    const twoPorts: FakeUsb = { port: '1-2', vendor: '0403', product: '6010', serial: 'FT1' };
    await system.adapter('ttyUSB0', twoPorts, 0);
    await system.adapter('ttyUSB1', twoPorts, 1);
    const found = await findDevices(profiles, system.roots);
    expect(found.map(({ path }) => path)).toEqual([
      'usb:0403:6010:FT1',
      'usb:0403:6010:FT1@1-2:1.1',
    ]);
    for (const { path, node } of found) {
      expect(await resolvePath(path, 'serial', system.roots)).toBe(node);
    }
  });

  test('reads back what was written, in either case of the hex', () => {
    const hex = fc.stringMatching(/^[0-9a-f]{4}$/);
    const port = fc.stringMatching(/^[1-9]-[1-9](\.[1-9]){0,3}(:1\.[0-9])?$/);
    const serial = fc.stringMatching(/^[!-?A-~]{1,20}$/);
    fc.assert(
      fc.property(hex, hex, fc.option(serial), fc.option(port), (vendorId, productId, s, p) => {
        const address = {
          vendorId,
          productId,
          ...(s === null ? {} : { serialNumber: s }),
          ...(p === null ? {} : { portPath: p }),
        };
        expect(parseUsbAddress(formatUsbAddress(address))).toEqual(address);
      }),
    );
    expect(parseUsbAddress('usb:0C2E:0B61')).toEqual({ vendorId: '0c2e', productId: '0b61' });
    expect(parseUsbAddress('/dev/pos-scanner')).toBeUndefined();
  });

  test('that is no address of a device is refused, and a plain path is taken as it is', async () => {
    const resolve = (path: string) => resolvePath(path, 'serial', system.roots);
    await expect(resolve('usb:12:34')).rejects.toMatchObject({ code: 'device.offline' });
    expect(await resolve('/dev/pos-scanner')).toBe('/dev/pos-scanner');
  });
});

describe('a report descriptor', () => {
  test.each([
    ['a scanner', scannerDescriptor, { usagePage: 0x8c, usage: 2 }],
    ['a vendor page of two bytes', vendorDescriptor, { usagePage: 0xff00, usage: 1 }],
    [
      'a usage that names its page',
      [0x0b, 0x20, 0, 0x8d, 0, 0xa1, 1],
      { usagePage: 0x8d, usage: 0x20 },
    ],
    [
      'a long item in front',
      [0xfe, 2, 0, 9, 9, ...scaleDescriptor],
      { usagePage: 0x8d, usage: 0x20 },
    ],
    ['no usage before the collection', [0x05, 0x8c, 0xa1, 0x01, 0x09, 0x02], undefined],
    ['nothing at all', [], undefined],
  ])('of %s is read as what it says', (_, bytes, expected) => {
    expect(readUsage(Uint8Array.from(bytes))).toEqual(expected);
  });

  test('of any bytes at all is read to its end', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const usage = readUsage(bytes);
        expect(usage === undefined || usage.usagePage >= 0).toBe(true);
      }),
    );
  });
});
