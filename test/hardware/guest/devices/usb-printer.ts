import type { PrinterCondition } from '../../../../drivers/printer/simulator/faults.ts';
import { PrinterMachine } from '../../../../drivers/printer/simulator/machine.ts';
import type { SimulatedReceipt } from '../../../../drivers/printer/simulator/receipt.ts';
import { DeviceFile } from './device-file.ts';
import { type Gadget, makeGadget } from './gadget.ts';

/** The simulated printer behind a USB cable: what the host writes arrives at /dev/g_printer0. */
export class UsbPrinter {
  readonly address = 'usb:04b8:0e15:TM0001';
  readonly receipts: SimulatedReceipt[] = [];
  /** Told how many bytes have come since it was plugged in. */
  onReceived: (byteCount: number) => void = () => undefined;
  readonly #file = new DeviceFile('/dev/g_printer0');
  readonly #gadget: Gadget;
  readonly #machine = new PrinterMachine(
    { widthDots: 576 },
    { onReceipt: (receipt) => this.receipts.push(receipt), onDrawer: () => undefined },
  );

  constructor(controller: number) {
    this.#gadget = makeGadget(controller, {
      vendorId: '04b8',
      productId: '0e15',
      manufacturer: 'EPSON',
      product: 'TM-T20II',
      serialNumber: 'TM0001',
      functionName: 'printer.usb0',
      attributes: { pnp_string: 'MFG:EPSON;CMD:ESC/POS;MDL:TM-T20II;CLS:PRINTER;', q_len: '10' },
    });
  }

  async switchOn(): Promise<void> {
    let byteCount = 0;
    await this.#file.open((bytes) => {
      this.#machine.receive(bytes, (byte) => void this.#file.write(Uint8Array.of(byte)));
      byteCount += bytes.length;
      this.onReceived(byteCount);
    });
  }

  set(change: Partial<PrinterCondition>): void {
    this.#machine.set(change);
  }

  /** What was begun stays on its paper. */
  unplug(): void {
    this.#file.close();
    this.#gadget.unplug();
    this.#machine.disconnect();
  }

  async replug(): Promise<void> {
    this.onReceived = () => undefined;
    this.#gadget.plug();
    await this.switchOn();
  }
}
