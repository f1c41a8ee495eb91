import type { PrinterConfig } from '../../../../drivers/contract.ts';
import { encodeDocument } from '../../../../drivers/printer/escpos/encode.ts';
import { profileOf } from '../../../../drivers/printer/profile.ts';
import type { SimulatedReceipt } from '../../../../drivers/printer/simulator/receipt.ts';
import type { Bench, DeviceChecks } from '../bench.ts';
import { UsbPrinter } from '../devices/usb-printer.ts';
import { expectBytes, expectEqual } from '../expect.ts';
import { expectFound } from './found.ts';
import { print, receiptOf } from './receipts.ts';

const id = 'usb-printer';
const short = receiptOf(10);
/** 30 KB: several times what the kernel and the printer hold between them. */
const long = receiptOf(600);
const pulledAfterBytes = 8_000;

export const usbPrinter: DeviceChecks = {
  device: 'USB receipt printer (/dev/usb/lp*)',
  run: async (bench) => {
    const printer = new UsbPrinter(1);
    await printer.switchOn();
    await checkPrinting(bench, printer);
    await checkPlug(bench, printer);
  },
};

async function checkPrinting({ till, check, figure }: Bench, printer: UsbPrinter): Promise<void> {
  const transport = { type: 'character-device', path: printer.address } as const;
  const config: PrinterConfig = { id, kind: 'printer', transport, profile: '80mm' };

  await check('is found by its address, and a receipt is printed and confirmed', async () => {
    await expectFound(till, printer.address, 'printer');
    till.add(config);
    await till.reaches(id, 'open');
    const startedAt = performance.now();
    const printed = await print(till, id, 'job-1', short);
    figure('from the call to the confirmed receipt', [performance.now() - startedAt]);
    expectEqual('the outcome', printed, 'accepted');
    expectBytes('the paper', bytesOf(printer.receipts.at(-1)), encoded(short));
  });

  await check('every byte of a long receipt arrives, in order', async () => {
    const printed = await print(till, id, 'job-2', long);
    expectEqual('the outcome', printed, 'accepted');
    expectBytes('the paper', bytesOf(printer.receipts.at(-1)), encoded(long));
  });

  await check('says that its paper is out, and that there is new paper', async () => {
    const isOut = () => till.status(id)?.isPaperOut;
    printer.set({ isPaperOut: true });
    await till.until('paper out', () => isOut() === true);
    printer.set({ isPaperOut: false });
    await till.until('new paper', () => isOut() === false);
  });
}

async function checkPlug({ till, check, figure }: Bench, printer: UsbPrinter): Promise<void> {
  await check('pulled out in the middle of a receipt, the job says that it had begun', async () => {
    const pulled = Promise.withResolvers<number>();
    printer.onReceived = (bytes) => {
      if (bytes < pulledAfterBytes) return;
      printer.unplug();
      pulled.resolve(performance.now());
    };
    const printed = await print(till, id, 'job-3', long);
    const endedAt = performance.now();
    expectEqual('the outcome', printed, 'device.interrupted, begun');
    figure('from the pulled plug to the failed job', [endedAt - (await pulled.promise)]);
    await till.reaches(id, 'lost');
  });

  await check('plugged in again, it is found, and prints the receipt whole', async () => {
    const startedAt = performance.now();
    await printer.replug();
    await till.reaches(id, 'open');
    figure('from the plug to the open device', [performance.now() - startedAt]);
    const printed = await print(till, id, 'job-4', long);
    expectEqual('the outcome', printed, 'accepted');
    expectBytes('the paper', bytesOf(printer.receipts.at(-1)), encoded(long));
  });
}

function encoded(document: typeof short): Buffer {
  return Buffer.concat(encodeDocument(document, profileOf('80mm')));
}

/** What was received for a receipt, without the questions for the status in between. */
function bytesOf(receipt: SimulatedReceipt | undefined): Buffer {
  if (!receipt) return Buffer.alloc(0);
  const bytes = Buffer.from(receipt.bytes);
  const start = receipt.commands[0]?.offset ?? 0;
  return Buffer.concat(
    receipt.commands
      .filter(({ command }) => command.kind !== 'status-query')
      .map(({ offset, length }) => bytes.subarray(offset - start, offset - start + length)),
  );
}
