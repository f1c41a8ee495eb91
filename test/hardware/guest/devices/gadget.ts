import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a USB device says of itself, and the one function it has. */
export type GadgetDescription = {
  readonly vendorId: string;
  readonly productId: string;
  readonly manufacturer: string;
  readonly product: string;
  readonly serialNumber: string;
  /** Kernel name of the function with an instance, such as `hid.usb0`. */
  readonly functionName: string;
  readonly attributes: Readonly<Record<string, string | Uint8Array>>;
};

/**
 * A USB device made of the kernel's own gadget functions, on a simulated controller: the other end
 * of its cable is a USB port of this very machine. Plugged in when made.
 */
export type Gadget = { readonly plug: () => void; readonly unplug: () => void };

const gadgetsFolder = '/sys/kernel/config/usb_gadget';

/** `controller` counts from 0; each gadget needs one of its own (`dummy_hcd num=4`). */
export function makeGadget(controller: number, description: GadgetDescription): Gadget {
  const { vendorId, productId, functionName, attributes } = description;
  const folder = join(gadgetsFolder, `lab${controller}`);
  const write = (path: string, value: string | Uint8Array): void => {
    writeFileSync(join(folder, path), value);
  };
  mkdirSync(folder);
  write('idVendor', `0x${vendorId}`);
  write('idProduct', `0x${productId}`);
  write('bcdUSB', '0x0200');
  mkdirSync(join(folder, 'strings/0x409'));
  write('strings/0x409/manufacturer', description.manufacturer);
  write('strings/0x409/product', description.product);
  write('strings/0x409/serialnumber', description.serialNumber);
  const configuration = join(folder, 'configs/c.1');
  const gadgetFunction = join(folder, 'functions', functionName);
  mkdirSync(configuration);
  mkdirSync(gadgetFunction);
  for (const [name, value] of Object.entries(attributes)) {
    write(join('functions', functionName, name), value);
  }
  symlinkSync(gadgetFunction, join(configuration, functionName));

  const plug = (): void => write('UDC', `dummy_udc.${controller}`);
  plug();
  return { plug, unplug: () => write('UDC', '\n') };
}
