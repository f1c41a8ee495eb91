import type { PrinterConfig } from '../../../../drivers/contract.ts';
import { encodeDocument } from '../../../../drivers/printer/escpos/encode.ts';
import { profileOf } from '../../../../drivers/printer/profile.ts';
import { healthyCondition } from '../../../../drivers/printer/simulator/faults.ts';
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
    expectPaper(printer, short);
  });

  await check('every byte of a long receipt arrives, in order', async () => {
    const printed = await print(till, id, 'job-2', long);
    expectEqual('the outcome', printed, 'accepted');
    expectPaper(printer, long);
  });

  await check('says that its paper is out, and that there is new paper', async () => {
    const isOut = () => till.status(id)?.isPaperOut;
    printer.condition = { ...healthyCondition, isPaperOut: true };
    await till.until('paper out', () => isOut() === true);
    printer.condition = healthyCondition;
    await till.until('new paper', () => isOut() === false);
  });
}

async function checkPlug({ till, check, figure }: Bench, printer: UsbPrinter): Promise<void> {
  await check('pulled out in the middle of a receipt, the job says that it had begun', async () => {
    const pulled = printer.pullAfter(pulledAfterBytes);
    const printed = await print(till, id, 'job-3', long);
    const endedAt = performance.now();
    expectEqual('the outcome', printed, 'device.interrupted, begun');
    figure('from the pulled plug to the failed job', [endedAt - (await pulled)]);
    await till.reaches(id, 'lost');
  });

  await check('plugged in again, it is found, and prints the receipt whole', async () => {
    const startedAt = performance.now();
    await printer.replug();
    await till.reaches(id, 'open');
    figure('from the plug to the open device', [performance.now() - startedAt]);
    const printed = await print(till, id, 'job-4', long);
    expectEqual('the outcome', printed, 'accepted');
    expectPaper(printer, long);
  });
}

function expectPaper(printer: UsbPrinter, document: typeof short): void {
  const wanted = Buffer.concat(encodeDocument(document, profileOf('80mm')));
  expectBytes('the paper', printer.receipts.at(-1) ?? Buffer.alloc(0), wanted);
}
