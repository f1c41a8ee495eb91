/** Longest report that two bytes of length allow. */
const maxReportBytes = 0xffff;

/** A report behind its length in two bytes, big-endian (see `HidSocketTransport`). */
export function frameReport(report: Uint8Array): Uint8Array {
  if (report.length > maxReportBytes) throw new RangeError('a report is at most 65535 bytes');
  const frame = new Uint8Array(2 + report.length);
  new DataView(frame.buffer).setUint16(0, report.length);
  frame.set(report, 2);
  return frame;
}

/** Cuts a stream into reports again, however it arrives. One for each connection. */
export class ReportSplitter {
  #pending: Uint8Array = new Uint8Array(0);

  push(bytes: Uint8Array): readonly Uint8Array[] {
    const stream = Buffer.concat([this.#pending, bytes]);
    const reports: Uint8Array[] = [];
    let at = 0;
    while (stream.length - at >= 2) {
      const end = at + 2 + stream.readUInt16BE(at);
      if (end > stream.length) break;
      reports.push(Uint8Array.from(stream.subarray(at + 2, end)));
      at = end;
    }
    this.#pending = Uint8Array.from(stream.subarray(at));
    return reports;
  }
}
