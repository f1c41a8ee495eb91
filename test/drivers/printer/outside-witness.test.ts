import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { transform } from 'receiptline';
import { expect, test } from 'vitest';
import { encodeDocument } from '../../../drivers/printer/escpos/encode.ts';
import { profileOf } from '../../../drivers/printer/profile.ts';
import { printOnPaper } from '../../../drivers/printer/simulator/print-on-paper.ts';
import type { SimulatedReceipt } from '../../../drivers/printer/simulator/receipt.ts';
import { receipt, withDirectory } from '../support.ts';

/** Programs and a generator that are not ours judge the encoder and the simulator. */
function print(bytes: Uint8Array): SimulatedReceipt {
  const [paper] = printOnPaper(bytes, { widthDots: 576 });
  if (!paper) throw new Error('nothing was printed');
  return paper;
}

async function readCodes(paper: SimulatedReceipt): Promise<string[]> {
  await using directory = await withDirectory();
  const picture = join(directory.path, 'receipt.png');
  await writeFile(picture, paper.png());
  const { stdout } = spawnSync('zbarimg', ['-q', picture], { encoding: 'utf8' });
  return stdout.trim().split('\n').sort();
}

const bytes = Buffer.concat(encodeDocument(receipt, profileOf('80mm')));

test('zbarimg reads every code from a picture of the paper', async () => {
  expect(await readCodes(print(bytes))).toEqual([
    'CODE-128:S-20261123-{42}',
    'EAN-13:6901234567892',
    'QR-Code:https://例子.cn/收款?n=1',
  ]);
});

test('iconv reads the Chinese between FS & and FS .', () => {
  const [, ...opened] = bytes.toString('latin1').split('\x1c&');
  const runs = opened.map((run) => run.slice(0, run.indexOf('\x1c.')));
  const { stdout } = spawnSync('iconv', ['-f', 'GB18030', '-t', 'UTF-8'], {
    input: Buffer.from(runs.join('\n'), 'latin1'),
    encoding: 'utf8',
  });
  expect(stdout.split('\n')).toEqual(['收款成功', '牛奶', '￥', '合计']);
});

test.each(['escpos', 'generic'] as const)(
  'a receipt from another generator, in its %s dialect, is read without an unknown command',
  async (command) => {
    const source = [
      '^^^收款成功',
      '{w:*,8}',
      '牛奶|12.50',
      '-',
      '_under_|"bold"|`inverted`',
      '{c:6901234567892;o:ean,2,72,hri}',
      '{c:S-42;o:code128,2,60}',
      '{c:https://example.com;o:qrcode,4,m}',
      '=',
    ].join('\n');
    const output = transform(source, { cpl: 48, encoding: 'gb18030', command, cutting: true });
    const paper = print(Buffer.from(output, 'latin1'));
    expect(paper.unknown).toEqual([]);
    expect(paper.lines.join('\n')).toMatch(/收款成功[\s\S]*牛奶\s+12\.50[\s\S]*under\s+bold/);
    expect(await readCodes(paper)).toEqual([
      'CODE-128:S-42',
      'EAN-13:6901234567892',
      'QR-Code:https://example.com',
    ]);
  },
);
