import { printOnPaper } from '../../drivers/printer/simulator/print-on-paper.ts';
import { type Figure, quantile } from './figure.ts';
import {
  lines,
  nodeEscpos,
  nodeThermalPrinter,
  own,
  payment,
  type ReceiptEncoder,
  receiptPrinterEncoder,
  title,
} from './receipt-encoders.ts';

const rounds = 25;
const roundMs = 60;

/**
 * S6: one receipt (logo, Chinese and English, QR, cut) to printer bytes, by our encoder and by what
 * a shop would pick instead, turn by turn. What each one's bytes print is told beside it.
 */
export async function measure(): Promise<Figure[]> {
  const ours = own();
  const others = [receiptPrinterEncoder(), nodeThermalPrinter(), await nodeEscpos()];
  const speeds = new Map([ours, ...others].map((encoder) => [encoder, [] as number[]]));
  for (const encoder of speeds.keys()) await tellWhatItPrints(encoder);
  for (const encoder of speeds.keys()) await receiptsPerSecond(encoder);
  for (let round = 0; round < rounds; round++) {
    for (const [encoder, taken] of speeds) taken.push(await receiptsPerSecond(encoder));
  }
  const own50 = quantile(speeds.get(ours) ?? [], 0.5);
  return others.map((other) => {
    const theirs = quantile(speeds.get(other) ?? [], 0.5);
    return {
      id: `S6 ${other.name}`,
      what: 'receipt → printer bytes',
      unit: 'receipts/s',
      p50: own50,
      // The slowest round in a hundred.
      p99: quantile(speeds.get(ours) ?? [], 0.01),
      reference: { what: other.name, value: theirs },
      ratio: own50 / theirs,
      bar: '> 1 ×',
    };
  });
}

async function receiptsPerSecond({ encode }: ReceiptEncoder): Promise<number> {
  const start = performance.now();
  let receipts = 0;
  while (performance.now() - start < roundMs) {
    await encode();
    receipts++;
  }
  return (receipts * 1_000) / (performance.now() - start);
}

/** Read back by the simulated printer, with a GB18030 font, after any FS & that its makers forgot. */
async function tellWhatItPrints({ name, encode }: ReceiptEncoder): Promise<void> {
  const bytes = await encode();
  const [paper] = printOnPaper(bytes, { widthDots: 576 });
  const text = paper?.lines.join('\n') ?? '';
  const wanted = [title, ...lines].map((line) => line.replaceAll('¥', '￥'));
  const notes = [
    `${bytes.length} bytes`,
    `${wanted.filter((line) => text.includes(line)).length} of ${wanted.length} lines right`,
    `QR ${paper?.codes.some(({ data }) => data === payment) ? 'right' : 'wrong'}`,
    `${paper?.unknown.length ?? 0} unknown commands`,
  ];
  console.error(`  ${name}: ${notes.join(', ')}`);
}
