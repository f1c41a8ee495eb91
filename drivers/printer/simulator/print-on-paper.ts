import { type MachineOptions, PrinterMachine } from './machine.ts';
import type { SimulatedReceipt } from './receipt.ts';

/** What comes out of a healthy printer for these bytes, piece by piece; what is not cut is torn off. */
export function printOnPaper(bytes: Uint8Array, options: MachineOptions): SimulatedReceipt[] {
  const receipts: SimulatedReceipt[] = [];
  const machine = new PrinterMachine(options, {
    onReceipt: (receipt) => receipts.push(receipt),
    onDrawer: () => undefined,
  });
  machine.receive(bytes, () => undefined);
  machine.disconnect();
  return receipts;
}
