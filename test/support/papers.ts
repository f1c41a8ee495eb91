import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import zhCN from '../../main/contract/text/zh-CN.json' with { type: 'json' };
import type { PaperFile } from '../demo/paper-files.ts';

export type Paper = PaperFile & {
  readonly text: string;
  /** Null on a paper that is no receipt, or that ended before its number. */
  readonly receiptNumber: string | null;
  readonly isCopy: boolean;
  /** What the receipt says was to pay; null when that is not on it. */
  readonly totalMinor: number | null;
};

/** Every paper that came out of the simulated printer, oldest first. */
export function readPapers(folder: string): Paper[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => read(JSON.parse(readFileSync(join(folder, name), 'utf8'))));
}

function read(file: PaperFile): Paper {
  const text = file.lines.join('\n');
  const total = new RegExp(`^${zhCN['receipt.total']}\\s+(\\d+)\\.(\\d\\d)$`, 'm').exec(text);
  return {
    ...file,
    text,
    receiptNumber: /\b\d{2}-\d{8}-\d{4,}\b/.exec(text)?.[0] ?? null,
    isCopy: text.includes('COPY'),
    totalMinor: total ? Number(`${total[1]}${total[2]}`) : null,
  };
}
