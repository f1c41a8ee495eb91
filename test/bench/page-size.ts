import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Figure } from './figure.ts';

const pages = new URL('../../build/out/renderer/', import.meta.url);
const barKilobytes = 150;

/** S10: the JavaScript that the cashier's screen loads, compressed. */
export async function measure(): Promise<Figure[]> {
  const html = readFileSync(new URL('index.html', pages), 'utf8');
  const scripts = [...html.matchAll(/<script[^>]+src="([^"]+)"/g)].map(
    ([, source]) => source ?? '',
  );
  const bytes = scripts.reduce(
    (sum, source) => sum + gzipSync(readFileSync(new URL(source.replace(/^\//, ''), pages))).length,
    0,
  );
  const kilobytes = bytes / 1_000;
  return [
    {
      id: 'S10',
      what: `JavaScript of the cashier's screen, gzip (${scripts.join(', ')})`,
      unit: 'kB',
      p50: kilobytes,
      p99: kilobytes,
      reference: { what: 'the bar', value: barKilobytes },
      ratio: kilobytes / barKilobytes,
      bar: '≤ 150 kB',
    },
  ];
}
