import {
  type PrinterSimulator,
  startPrinterSimulator,
} from '../../drivers/printer/simulator/simulator.ts';
import { type ScannerSimulator, startScannerSimulator } from '../../drivers/scanner/simulator.ts';
import type { CommandInput } from '../../main/contract/commands.ts';
import type { DemoSnapshot } from '../../main/contract/snapshots.ts';
import { openPaperFolder } from './paper-files.ts';
import { paymentCode } from './providers.ts';

/** Papers kept for the panel. */
const papersKept = 3;

/** What a customer with a phone can do, in the panel's words. */
export type DemoScenario = CommandInput<'demo.pay'>['scenario'];

export type DemoCounter = {
  readonly scanner: ScannerSimulator;
  readonly printer: PrinterSimulator;
  /** Pictures of the newest papers, newest first. */
  papers(): string[];
  printerState(): DemoSnapshot['printer'];
  isScannerPlugged(): boolean;
  setPrinter(state: DemoSnapshot['printer']): Promise<void>;
  setScanner(isPlugged: boolean): Promise<void>;
  /** Holds a fresh payment code before the scanner. */
  holdPaymentCode(customer: CommandInput<'demo.pay'>): Promise<void>;
  /** The printer's connection is reset after so many bytes more. */
  tearAfter(bytes: number): Promise<void>;
  close(): Promise<void>;
};

/**
 * The simulated counter: a scanner on a pseudo-terminal, a printer on a loopback port.
 * @param papersFolder where every paper is kept; null to keep the newest in memory only.
 */
export async function startDemoCounter(
  folder: string,
  papersFolder: string | null,
  changed: () => void,
): Promise<DemoCounter> {
  const keep = papersFolder === null ? null : openPaperFolder(papersFolder);
  let papers: string[] = [];
  let state: DemoSnapshot['printer'] = 'ready';
  let isPlugged = true;
  let serial = Date.now() % 1e13;
  const scanner = await startScannerSimulator(folder);
  const printer = await startPrinterSimulator({
    host: '127.0.0.1',
    onReceipt(receipt) {
      const png = receipt.png().toString('base64');
      keep?.(receipt, png);
      papers = [`data:image/png;base64,${png}`, ...papers].slice(0, papersKept);
      changed();
    },
  });
  return {
    scanner,
    printer,
    papers: () => papers,
    printerState: () => state,
    isScannerPlugged: () => isPlugged,
    async setPrinter(next) {
      state = next;
      await printer.set({
        isPaperOut: next === 'paper-out',
        isCoverOpen: next === 'cover-open',
        isUnplugged: next === 'unplugged',
      });
      changed();
    },
    async setScanner(next) {
      isPlugged = next;
      await (next ? scanner.replug() : scanner.unplug());
      changed();
    },
    async holdPaymentCode({ scenario, wallet = 'wechat' }) {
      serial += 1;
      await scanner.scan(paymentCode(wallet, scenario, serial));
    },
    tearAfter: (bytes) => printer.set({ dropAfterBytes: bytes }),
    async close() {
      await scanner.close();
      await printer.close();
    },
  };
}
