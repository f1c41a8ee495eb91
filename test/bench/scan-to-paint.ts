import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startWorld } from '../demo/start-world.ts';
import type { WindowedTerminal } from '../support/windowed-terminal.ts';
import { beginShift, openBenchTerminal } from './bench-terminal.ts';
import { type Figure, quantile } from './figure.ts';
import { addItems, benchCode } from './shop.ts';

const items = 100_000;
const scans = 300;
/** A basket is never longer than this: the sale is cancelled and begun anew. */
const linesPerSale = 30;
const frameMs = 1_000 / 60;

/**
 * S1: the last byte of a code on the pseudo-terminal → the line painted. The page tells when: the
 * first animation frame after the basket's text changed, and the task behind it, have gone by.
 */
export async function measure(): Promise<Figure[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'saoma-bench-'));
  const world = await startWorld(dataDir, 'rehearsal');
  addItems(dataDir, items);
  const terminal = await openBenchTerminal(dataDir, world.socketPath);
  const samples: number[] = [];
  try {
    await beginShift(terminal);
    for (let scan = 0; scan < scans; scan++) {
      if (scan % linesPerSale === 0) await emptyBasket(terminal);
      samples.push(await scanOnce(terminal, world.scannerPath, benchCode((scan * 311) % items)));
    }
  } finally {
    await terminal.close();
    await world.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
  const p50 = quantile(samples, 0.5);
  const p99 = quantile(samples, 0.99);
  const shared = { unit: 'ms', p50, p99 };
  return [
    {
      id: 'S1',
      what: `scan → line painted, ${items} items, ${scans} scans`,
      ...shared,
      reference: { what: 'one animation frame', value: frameMs },
      ratio: p50 / frameMs,
      bar: 'p50 ≤ 0.6 frame',
    },
    {
      id: 'S1 p99',
      what: 'the same at p99',
      ...shared,
      reference: { what: 'one animation frame', value: frameMs },
      ratio: p99 / frameMs,
      bar: 'p99 ≤ 2 frames',
    },
  ];
}

async function emptyBasket(terminal: WindowedTerminal): Promise<void> {
  await terminal.command('sale.cancel', {});
  await terminal.evaluate(
    'cashier',
    `(async () => {
      while (document.querySelector('[data-line]')) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
    })()`,
  );
}

/** @returns milliseconds; both clocks are the machine's wall clock, read with its full resolution. */
async function scanOnce(terminal: WindowedTerminal, path: string, code: string): Promise<number> {
  const painted = watchPaint(terminal);
  await painted.isWatching;
  writeFileSync(path, `${code}\r\n`, { flag: 'a' });
  const from = performance.timeOrigin + performance.now();
  return (await painted.at) - from;
}

/** Arms the page: it answers with the time at which the next change of the basket was painted. */
function watchPaint(terminal: WindowedTerminal): {
  isWatching: Promise<void>;
  at: Promise<number>;
} {
  const arm = `globalThis.benchPaint = new Promise((resolve) => {
    const basket = document.querySelector('aside.basket');
    new MutationObserver((_, observer) => {
      observer.disconnect();
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => resolve(performance.timeOrigin + performance.now());
        channel.port2.postMessage(0);
      });
    }).observe(basket, { childList: true, subtree: true, characterData: true });
  }); 0`;
  const isWatching = terminal.evaluate<void>('cashier', arm);
  const at = isWatching.then(() => terminal.evaluate<number>('cashier', 'globalThis.benchPaint'));
  return { isWatching, at };
}
