import { execFileSync } from 'node:child_process';
import { DeviceFile } from './device-file.ts';
import { type Gadget, makeGadget } from './gadget.ts';

/** A scanner that is a USB modem to the host (CDC-ACM): it writes at /dev/ttyGS0. */
export class CdcScanner {
  readonly address = 'usb:05f9:4204:DL777';
  readonly #file = new DeviceFile('/dev/ttyGS0');
  readonly #gadget: Gadget;

  constructor(controller: number) {
    this.#gadget = makeGadget(controller, {
      vendorId: '05f9',
      productId: '4204',
      manufacturer: 'Datalogic',
      product: 'Gryphon CDC',
      serialNumber: 'DL777',
      functionName: 'acm.usb0',
      attributes: {},
    });
  }

  /** Kept open while plugged in: to close it would hang up the host's end (device-facts 8). */
  async switchOn(): Promise<void> {
    await this.#file.open();
    execFileSync('stty', ['raw', '-echo'], { stdio: [this.#file.handle, 'ignore', 'inherit'] });
  }

  async write(text: string): Promise<void> {
    await this.#file.write(Buffer.from(text, 'latin1'));
  }

  unplug(): void {
    this.#gadget.unplug();
    this.#file.close();
  }

  async replug(): Promise<void> {
    this.#gadget.plug();
    await this.switchOn();
  }
}
