import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ScanReportLayout } from '../../../drivers/profiles/scanner-profile.ts';
import { encodeReports } from '../../../drivers/scanner/hid/encode-reports.ts';
import { emptyJoiner, type Part, pushReport } from '../../../drivers/scanner/hid/report.ts';

const limit = 300;

/** Device-facts 3. */
const usual: ScanReportLayout = {
  reportId: 2,
  lengthAt: 1,
  aim: { at: 2, length: 3 },
  dataAt: 5,
  dataLength: 56,
  continues: { at: 63, mask: 1 },
};
const layouts: readonly ScanReportLayout[] = [
  usual,
  { ...usual, aim: null, dataAt: 2 },
  { ...usual, reportId: 0, lengthAt: 0, aim: { at: 1, length: 2 }, dataAt: 3, dataLength: 7 },
  {
    reportId: 9,
    lengthAt: 12,
    aim: { at: 13, length: 3 },
    dataAt: 2,
    dataLength: 10,
    continues: { at: 1, mask: 0x80 },
  },
];

function read(reports: readonly Uint8Array[], layout: ScanReportLayout) {
  const codes: Part[] = [];
  const faults: string[] = [];
  let joiner = emptyJoiner;
  for (const report of reports) {
    const joined = pushReport(joiner, report, layout, limit);
    joiner = joined.joiner;
    if (joined.code) codes.push(joined.code);
    if (joined.fault !== undefined) faults.push(joined.fault);
  }
  return { codes, faults, joiner };
}

const texts = (codes: readonly Part[]): string[] => codes.map(({ text }) => text);

const code = fc
  .uint8Array({ minLength: 1, maxLength: limit })
  .map((bytes) => Buffer.from(bytes).toString('latin1'));
const aim = fc.constantFrom(']E0', ']Q3', ']C1', ']d2');
const scan = fc.record({ code, aim });
const layoutOf = fc.constantFrom(...layouts);

describe('reports of a HID scanner', () => {
  test('give back every code with its identifier, however many reports it took', () => {
    fc.assert(
      fc.property(fc.array(scan, { maxLength: 8 }), layoutOf, (scans, layout) => {
        const sent = layout.aim ? scans : scans.map(({ code }) => ({ code, aim: undefined }));
        const reports = sent.flatMap(({ code, aim }) => encodeReports(code, aim, layout));
        const { codes, faults } = read(reports, layout);
        expect(codes).toEqual(
          sent.map(({ code, aim }) => (aim ? { text: code, aim } : { text: code })),
        );
        expect(faults).toEqual([]);
      }),
    );
  });

  test('of another kind between them change nothing', () => {
    const junk = fc.uint8Array({ maxLength: 80 }).map((bytes) => Uint8Array.from([7, ...bytes]));
    fc.assert(
      fc.property(code, fc.array(junk, { maxLength: 6 }), (text, between) => {
        const reports = encodeReports(text, ']E0', usual).flatMap((report, i) =>
          between[i] ? [report, between[i]] : [report],
        );
        expect(texts(read(reports, usual).codes)).toEqual([text]);
      }),
    );
  });

  test('that are cut or overwritten may cost codes, and never make one that was not scanned', () => {
    // Letters that tell the codes apart, so that a merged one is no code of the others.
    const scans = ['A'.repeat(150), 'B'.repeat(20), 'C'.repeat(150), 'D'.repeat(57), 'E'.repeat(5)];
    const aims = [']C0', ']E0', ']C1', ']Q1', ']E4'];
    const reports = scans.flatMap((text, i) => encodeReports(text, aims[i], usual));
    const place = fc.nat({ max: reports.length - 1 });
    const damage = fc.oneof(
      fc.record({ kind: fc.constant('short' as const), at: place, to: fc.nat({ max: 60 }) }),
      fc.record({
        kind: fc.constant('length' as const),
        at: place,
        to: fc.integer({ min: 57, max: 255 }),
      }),
      fc.record({
        kind: fc.constant('aim' as const),
        at: place,
        to: fc.integer({ min: 1, max: 64 }),
      }),
    );
    fc.assert(
      fc.property(damage, ({ kind, at, to }) => {
        const damaged = reports.map((report, i) => {
          if (i !== at) return report;
          if (kind === 'short') return report.subarray(0, Math.max(1, to));
          const bytes = Uint8Array.from(report);
          bytes[kind === 'length' ? usual.lengthAt : 2] = to;
          return bytes;
        });
        const { codes, faults } = read(damaged, usual);
        for (const text of texts(codes)) expect(scans).toContain(text);
        expect(faults).toHaveLength(1);
        expect(codes.length).toBeGreaterThanOrEqual(scans.length - 2);
      }),
    );
  });

  test('without the end of the code before are told of: two codes do not become one', () => {
    const [first = new Uint8Array(0)] = encodeReports('A'.repeat(60), ']C0', usual);
    const next = encodeReports('6901234567892', ']E0', usual);
    const { codes, faults } = read([first, ...next, ...next], usual);
    expect(texts(codes)).toEqual(['6901234567892']);
    expect(faults).toHaveLength(1);
  });

  test('may leave the identifier out, in all of a code or in its later reports', () => {
    const reports = encodeReports('A'.repeat(60), ']C0', usual).map((report, i) => {
      const bytes = Uint8Array.from(report);
      if (i > 0) bytes.fill(0, 2, 5);
      return bytes;
    });
    const bare = encodeReports('B', undefined, usual);
    expect(read([...reports, ...bare], usual).codes).toEqual([
      { text: 'A'.repeat(60), aim: ']C0' },
      { text: 'B' },
    ]);
  });

  test('of a code that outgrows the limit are dropped and told of once, and the next is whole', () => {
    const reports = [
      ...encodeReports('A'.repeat(limit + 200), ']Q1', usual),
      ...encodeReports('B', ']Q1', usual),
    ];
    const { codes, faults } = read(reports, usual);
    expect([texts(codes), faults.length]).toEqual([['B'], 1]);
  });

  test('read with another model’s profile give a fault instead of a wrong code', () => {
    const [newland] = [{ ...usual, aim: null, dataAt: 2 }];
    const { codes, faults } = read(encodeReports('6901234567892', undefined, newland), usual);
    expect(codes).toEqual([]);
    expect(faults).toHaveLength(1);
  });

  test('of any bytes at all break nothing', () => {
    const report = fc.uint8Array({ maxLength: 70 });
    fc.assert(
      fc.property(fc.array(report, { maxLength: 20 }), layoutOf, (reports, layout) => {
        for (const text of texts(read(reports, layout).codes)) {
          expect(text.length).toBeLessThanOrEqual(limit);
        }
      }),
    );
  });
});
