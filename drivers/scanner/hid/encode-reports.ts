import type { ScanReportLayout } from '../../profiles/scanner-profile.ts';

/**
 * The reports in which a scanner of this layout sends a code, each with its identifier; one that has
 * no place for the identifier sends it in front of the code. Throws when the code is too long for a
 * scanner that never goes on in another report.
 */
export function encodeReports(
  code: string,
  aim: string | undefined,
  layout: ScanReportLayout,
): readonly Uint8Array[] {
  const inFront = layout.aim ? '' : (aim ?? '');
  const data = Buffer.from(inFront + code, 'latin1');
  const count = Math.max(1, Math.ceil(data.length / layout.dataLength));
  if (count > 1 && !layout.continues) {
    throw new RangeError(`a code of ${data.length} bytes does not fit into one report`);
  }
  return Array.from({ length: count }, (_, i) => {
    const part = data.subarray(i * layout.dataLength, (i + 1) * layout.dataLength);
    return encodeReport(part, aim, i < count - 1, layout);
  });
}

function encodeReport(
  data: Uint8Array,
  aim: string | undefined,
  goesOn: boolean,
  layout: ScanReportLayout,
): Uint8Array {
  const report = Buffer.alloc(reportBytes(layout));
  if (layout.reportId !== 0) report[0] = layout.reportId;
  report[layout.lengthAt] = data.length;
  if (layout.aim && aim !== undefined) {
    report.write(aim.slice(-layout.aim.length), layout.aim.at, 'latin1');
  }
  report.set(data, layout.dataAt);
  if (layout.continues && goesOn) report[layout.continues.at] = layout.continues.mask;
  return report;
}

/** Up to the last byte that the layout knows. */
function reportBytes({ lengthAt, aim, dataAt, dataLength, continues }: ScanReportLayout): number {
  const ends = [
    lengthAt + 1,
    aim ? aim.at + aim.length : 0,
    dataAt + dataLength,
    continues ? continues.at + 1 : 0,
  ];
  return Math.max(...ends);
}
