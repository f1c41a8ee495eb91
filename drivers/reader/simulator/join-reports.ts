/**
 * The reader's side of NEO 2 reports: strict where the driver is tolerant. A whole message is
 * report 1; a longer one 2, any number of 3, then 4; each has 64 bytes (payment-facts 10.3).
 */
export function joinReports(
  onMessage: (message: Uint8Array) => void,
): (report: Uint8Array) => void {
  let parts: Uint8Array[] = [];
  return (report) => {
    if (report.length !== 64) return;
    const data = report.subarray(1);
    const isContinuation = report[0] === 3 || report[0] === 4;
    if (isContinuation && parts.length === 0) return;
    if (!isContinuation) parts = [];
    parts.push(data);
    if (report[0] === 1 || report[0] === 4) {
      onMessage(Uint8Array.from(Buffer.concat(parts)));
      parts = [];
    }
  };
}
