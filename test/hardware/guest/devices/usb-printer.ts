import {
  healthyCondition,
  type PrinterCondition,
  statusByte,
} from '../../../../drivers/printer/simulator/faults.ts';
import { Interpreter } from '../../../../drivers/printer/simulator/interpreter.ts';
import { DeviceFile } from './device-file.ts';
import { type Gadget, makeGadget } from './gadget.ts';

/**
 * A receipt printer behind a USB cable: what the host writes arrives at /dev/g_printer0. It reads
 * and answers with the simulated printer's own interpreter, and draws nothing: an emulated processor
 * draws slower than any printer prints.
 */
export class UsbPrinter {
  readonly address = 'usb:04b8:0e15:TM0001';
  /** What came up to each cut, without the questions for the status in between. */
  readonly receipts: Buffer[] = [];
  condition: PrinterCondition = healthyCondition;
  readonly #file = new DeviceFile('/dev/g_printer0');
  readonly #gadget: Gadget;
  #interpreter = new Interpreter();
  /** Received, and not yet part of a command. */
  #pending: Buffer = Buffer.alloc(0);
  #receipt: Buffer[] = [];
  #bytesUntilPulled = Number.POSITIVE_INFINITY;
  #onPulled: () => void = () => undefined;

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
    await this.#file.open((bytes) => this.#receive(bytes));
  }

  /** Its plug is pulled when so many more bytes have come; resolves with when that was. */
  async pullAfter(byteCount: number): Promise<number> {
    this.#bytesUntilPulled = byteCount;
    await new Promise<void>((resolve) => {
      this.#onPulled = resolve;
    });
    return performance.now();
  }

  /** It has no power without its cable: what it was sent before is forgotten. */
  async replug(): Promise<void> {
    this.#interpreter = new Interpreter();
    this.#pending = Buffer.alloc(0);
    this.#receipt = [];
    this.#gadget.plug();
    await this.switchOn();
  }

  #receive(bytes: Uint8Array): void {
    this.#pending = Buffer.concat([this.#pending, bytes]);
    for (const { command, length } of this.#interpreter.push(bytes)) {
      const part = this.#pending.subarray(0, length);
      this.#pending = this.#pending.subarray(length);
      if (command.kind === 'status-query') {
        void this.#file.write(Uint8Array.of(statusByte(this.condition, command.query)));
        continue;
      }
      this.#receipt.push(part);
      if (command.kind === 'cut') this.#endReceipt();
    }
    this.#bytesUntilPulled -= bytes.length;
    if (this.#bytesUntilPulled <= 0) this.#pull();
  }

  #pull(): void {
    this.#bytesUntilPulled = Number.POSITIVE_INFINITY;
    this.#file.close();
    this.#gadget.unplug();
    this.#onPulled();
  }

  #endReceipt(): void {
    this.receipts.push(Buffer.concat(this.#receipt));
    this.#receipt = [];
  }
}
