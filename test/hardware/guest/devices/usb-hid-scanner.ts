import { DeviceFile } from './device-file.ts';
import { type Gadget, makeGadget } from './gadget.ts';
import { scannerDescriptor } from './report-descriptors.ts';

/** A HID-POS scanner on USB, with a port, a vendor and names of its own: it writes at /dev/hidg0. */
export class UsbHidScanner {
  readonly address = 'usb:0c2e:0b61:HW123';
  readonly #file = new DeviceFile('/dev/hidg0');
  readonly #gadget: Gadget;

  constructor(controller: number) {
    this.#gadget = makeGadget(controller, {
      vendorId: '0c2e',
      productId: '0b61',
      manufacturer: 'Honeywell',
      product: 'HID POS Scanner',
      serialNumber: 'HW123',
      functionName: 'hid.usb0',
      attributes: {
        protocol: '0',
        subclass: '0',
        report_length: '64',
        report_desc: scannerDescriptor,
      },
    });
  }

  async switchOn(): Promise<void> {
    await this.#file.open();
  }

  async send(report: Uint8Array): Promise<void> {
    await this.#file.write(report);
  }

  unplug(): void {
    this.#file.close();
    this.#gadget.unplug();
  }

  async replug(): Promise<void> {
    this.#gadget.plug();
    await this.switchOn();
  }
}
