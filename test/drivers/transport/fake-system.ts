import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { SystemRoots } from '../../../drivers/transport/find/system.ts';

export type FakeUsb = {
  /** Bus and ports, such as `1-2.3`. */
  readonly port: string;
  readonly vendor: string;
  readonly product: string;
  readonly serial?: string;
  readonly names?: readonly [manufacturer: string, product: string];
};

/** A bar code scanner's report descriptor begins so: page 0x8C, usage 2, application. */
export const scannerDescriptor = [0x05, 0x8c, 0x09, 0x02, 0xa1, 0x01, 0xc0];
export const scaleDescriptor = [0x05, 0x8d, 0x09, 0x20, 0xa1, 0x01, 0xc0];
export const keyboardDescriptor = [0x05, 0x01, 0x09, 0x06, 0xa1, 0x01, 0xc0];
export const vendorDescriptor = [0x06, 0x00, 0xff, 0x09, 0x01, 0xa1, 0x01, 0xc0];

/** Folders and links as the kernel lays sysfs out, in a folder of the test's own. */
export class FakeSystem {
  readonly roots: SystemRoots;
  readonly #controller: string;

  constructor(folder: string) {
    this.roots = { sys: join(folder, 'sys'), dev: join(folder, 'dev') };
    this.#controller = join(this.roots.sys, 'devices/pci0000:00/0000:00:14.0/usb1');
  }

  /** A USB-serial adapter; its terminal hangs on a port below the interface. */
  async adapter(tty: string, usb: FakeUsb, interfaceNumber = 0): Promise<void> {
    const folder = join(await this.#interface(usb, interfaceNumber), tty);
    await this.#node('tty', tty, join(folder, 'tty', tty), folder);
  }

  /** A USB device that is a modem to the system (CDC-ACM), as most USB-COM scanners are. */
  async modem(tty: string, usb: FakeUsb): Promise<void> {
    const folder = await this.#interface(usb, 0);
    await this.#node('tty', tty, join(folder, 'tty', tty), folder);
  }

  /** A port on the board; type 0 is one that is not there. */
  async builtIn(tty: string, type: number): Promise<void> {
    const device = join(this.roots.sys, 'devices/pnp0', tty);
    await this.#node('tty', tty, join(device, 'tty', tty), device);
    await writeFile(join(device, 'tty', tty, 'type'), `${type}\n`);
  }

  async console(tty: string): Promise<void> {
    const folder = join(this.roots.sys, 'devices/virtual/tty', tty);
    await mkdir(folder, { recursive: true });
    await this.#link(join(this.roots.sys, 'class/tty', tty), folder);
  }

  async hid(
    hidraw: string,
    usb: FakeUsb,
    descriptor: readonly number[],
    interfaceNumber = 0,
  ): Promise<void> {
    const parent = await this.#interface(usb, interfaceNumber);
    await this.#hidDevice(hidraw, join(parent, `0003:X.${hidraw}`), descriptor, '');
  }

  /** A HID device on no USB: made by a program, or over Bluetooth. */
  async uhid(hidraw: string, id: string, descriptor: readonly number[], uniq = ''): Promise<void> {
    const device = join(this.roots.sys, 'devices/virtual/misc/uhid', `0003:X.${hidraw}`);
    const uevent = `DRIVER=hid-generic\nHID_ID=${id}\nHID_NAME=Made Up\nHID_UNIQ=${uniq}\n`;
    await this.#hidDevice(hidraw, device, descriptor, uevent);
  }

  async printer(lp: string, usb: FakeUsb, ieee1284: string): Promise<void> {
    const folder = await this.#interface(usb, 0);
    await writeFile(join(folder, 'ieee1284_id'), ieee1284);
    await this.#node('usbmisc', lp, join(folder, 'usbmisc', lp), folder);
  }

  async unplug(usb: FakeUsb, node: { readonly class: string; readonly name: string }) {
    await rm(this.#usbFolder(usb), { recursive: true });
    await rm(join(this.roots.sys, 'class', node.class, node.name));
  }

  #usbFolder({ port }: FakeUsb): string {
    // A device behind a hub stands in the hub's folder: 1-2.3 in 1-2.
    const [bus = '', ports = ''] = port.split('-');
    const steps = ports.split('.').map((_, i, all) => `${bus}-${all.slice(0, i + 1).join('.')}`);
    return join(this.#controller, ...steps);
  }

  async #interface(usb: FakeUsb, number: number): Promise<string> {
    const device = this.#usbFolder(usb);
    const folder = join(device, `${usb.port}:1.${number}`);
    await mkdir(folder, { recursive: true });
    const [manufacturer, product] = usb.names ?? [];
    const attributes = {
      idVendor: usb.vendor,
      idProduct: usb.product,
      serial: usb.serial,
      manufacturer,
      product,
    };
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== undefined) await writeFile(join(device, name), `${value}\n`);
    }
    const hex = number.toString(16).padStart(2, '0');
    await writeFile(join(folder, 'bInterfaceNumber'), `${hex}\n`);
    return folder;
  }

  async #hidDevice(
    hidraw: string,
    device: string,
    descriptor: readonly number[],
    uevent: string,
  ): Promise<void> {
    await mkdir(device, { recursive: true });
    await writeFile(join(device, 'report_descriptor'), Uint8Array.from(descriptor));
    await writeFile(join(device, 'uevent'), uevent);
    await this.#node('hidraw', hidraw, join(device, 'hidraw', hidraw), device);
  }

  /** A node's folder, its `device` link and its entry in the class. */
  async #node(kind: string, name: string, folder: string, device: string): Promise<void> {
    await mkdir(folder, { recursive: true });
    await this.#link(join(folder, 'device'), device);
    await this.#link(join(this.roots.sys, 'class', kind, name), folder);
  }

  async #link(path: string, target: string): Promise<void> {
    await mkdir(dirname(path), { recursive: true });
    await symlink(relative(dirname(path), target), path);
  }
}
