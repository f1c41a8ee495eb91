import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { builtInProfiles, loadProfiles } from '../../../drivers/profiles/load.ts';
import { encodeReports } from '../../../drivers/scanner/hid/encode-reports.ts';
import { emptyJoiner, pushReport } from '../../../drivers/scanner/hid/report.ts';
import { withDirectory } from '../support.ts';

const { scanners, broken } = loadProfiles([builtInProfiles]);
const all = [...scanners.values()];

describe('the scanner profiles that come with the program', () => {
  test('are all whole', () => {
    expect(broken.filter(({ path }) => path.includes('/scanners/'))).toEqual([]);
    expect(all.map(({ name }) => name)).toEqual([
      'datalogic',
      'hid-pos-generic',
      'honeywell',
      'newland',
      'serial-9600',
      'zebra',
    ]);
  });

  test.each(all.flatMap(({ name, hid }) => (hid ? [[name, hid] as const] : [])))(
    'of %s lay reports out so that a code fits in and comes out',
    (_, layout) => {
      const text = fc
        .uint8Array({ minLength: 1, maxLength: 200 })
        .map((bytes) => Buffer.from(bytes).toString('latin1'));
      fc.assert(
        fc.property(text, (code) => {
          let joiner = emptyJoiner;
          const codes: string[] = [];
          for (const report of encodeReports(code, undefined, layout)) {
            // One USB packet of a full-speed device: the manuals' reports have 64 bytes.
            expect(report).toHaveLength(64);
            const joined = pushReport(joiner, report, layout, 200);
            joiner = joined.joiner;
            if (joined.code) codes.push(joined.code.text);
          }
          expect(codes).toEqual([code]);
        }),
      );
    },
  );

  test('are for vendors whose devices the till’s user may open', async () => {
    const rules = await readFile(
      join(import.meta.dirname, '../../../build/linux/60-saoma-pos.rules'),
      'utf8',
    );
    const lines = rules.split('\n').filter((line) => line.includes('pos-scanner'));
    for (const subsystem of ['', 'SUBSYSTEM=="tty"']) {
      const line = lines.find((candidate) => candidate.startsWith(subsystem || 'ATTRS')) ?? '';
      for (const { match } of all) {
        for (const { vendorId } of match) expect(line).toContain(vendorId);
      }
    }
  });
});

test('a profile of one’s own takes the place of a built-in one, and a broken one is told of', async () => {
  await using directory = await withDirectory();
  const folder = join(directory.path, 'scanners');
  await mkdir(folder);
  const newland = scanners.get('newland');
  const own = { ...newland, title: 'Ours' };
  await writeFile(join(folder, 'newland.json'), JSON.stringify(own));
  await writeFile(join(folder, 'half.json'), '{"name": "half"');
  await writeFile(join(folder, 'other.json'), JSON.stringify(own));
  const beyond = { ...own, name: 'beyond', hid: { ...newland?.hid, dataAt: 5_000 } };
  await writeFile(join(folder, 'beyond.json'), JSON.stringify(beyond));
  const loaded = loadProfiles([builtInProfiles, directory.path]);
  expect(loaded.scanners.get('newland')?.title).toBe('Ours');
  expect(loaded.scanners.size).toBe(scanners.size);
  const told = loaded.broken.filter(({ path }) => path.startsWith(folder));
  expect(told.map(({ path }) => path.slice(folder.length + 1))).toEqual([
    'beyond.json',
    'half.json',
    'other.json',
  ]);
  expect(told[0]?.reason).toContain('hid.dataAt');
});
