import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { encodeDocument } from '../../../drivers/printer/escpos/encode.ts';
import { startPrinter } from '../../../drivers/printer/printer.ts';
import { startPrinterSimulator } from '../../../drivers/printer/simulator/simulator.ts';
import { builtInProfiles, loadProfiles } from '../../../drivers/profiles/load.ts';
import { callDevice, until, Witness, withDirectory } from '../support.ts';

test('every profile that comes with the program is whole, and an encoder can print for it', () => {
  const { printers, broken } = loadProfiles([builtInProfiles]);
  expect(broken).toEqual([]);
  expect(printers.size).toBeGreaterThanOrEqual(8);
  for (const profile of printers.values()) {
    expect(profile.widthDots).toBe(profile.widthCells * 12);
    const blocks = [
      { kind: 'line', text: '收款成功 Paid', align: 'left' },
      { kind: 'cut' },
    ] as const;
    const segments = encodeDocument({ widthCells: profile.widthCells, blocks }, profile);
    expect(Buffer.concat(segments).length).toBeGreaterThan(20);
  }
});

test('a new model is one file: it prints in its own way, and the paper reads rightly', async () => {
  await using directory = await withDirectory();
  await mkdir(join(directory.path, 'printers'));
  const model = {
    name: 'acme-72',
    title: 'Acme 72 mm, UTF-8, red, no knife',
    match: [{ vendorId: '1a2b' }],
    widthCells: 42,
    widthDots: 504,
    cjk: 'utf8',
    hasStatus: false,
    hasAutomaticStatus: false,
    hasCutter: false,
    hasBuzzer: true,
    hasTwoColours: true,
    codes: 'raster',
  };
  await writeFile(join(directory.path, 'printers', 'acme-72.json'), JSON.stringify(model));
  const profile = loadProfiles([builtInProfiles, directory.path]).printers.get('acme-72');
  if (!profile) throw new Error('the new profile was not read');

  const paper = await startPrinterSimulator({ host: '127.0.0.1', widthDots: 504, font: 'utf8' });
  const witness = new Witness();
  const transport = { type: 'tcp', host: '127.0.0.1', port: paper.port } as const;
  const printer = startPrinter({ id: 'p', kind: 'printer', transport, profile }, witness.context);
  try {
    await until('the printer is connected', () => witness.isIn('open'));
    const outcome = await callDevice(printer, 'print', {
      jobId: 'job-1',
      document: {
        widthCells: 42,
        blocks: [
          { kind: 'line', text: '收款成功', align: 'center', colour: 'red' },
          { kind: 'line', text: '合计 ¥50.50', align: 'left' },
          { kind: 'qr', data: 'https://example.com', moduleDots: 5 },
          { kind: 'buzzer', times: 2 },
          { kind: 'cut' },
        ],
      },
    });
    expect(outcome.confirmation).toBe('sent');
  } finally {
    await printer.close();
  }
  const printed = await until('the paper is torn off', () => paper.receipts[0]);
  await paper.close();
  expect(printed).toMatchObject({
    lines: ['收款成功', '合计 ￥50.50'],
    redLines: ['收款成功'],
    sounds: 2,
    isCut: false,
    unknown: [],
  });
  expect(printed.commands.some(({ command }) => command.kind === 'raster')).toBe(true);
});
