import type { ScanReportLayout } from '../../profiles/scanner-profile.ts';
import { type HidSocket, startHidSocket } from '../../simulator/hid-socket.ts';
import { encodeReports } from './encode-reports.ts';

/** A HID-POS scanner behind a local socket. */
export type HidScannerSimulator = Omit<HidSocket, 'onReport'> & {
  /** `aim` such as `]E0`. False when nobody has the scanner open. */
  readonly scan: (code: string, aim?: string) => Promise<boolean>;
};

/** Starts a scanner of this layout at `path`, a name that is free in an existing folder. */
export async function startHidScannerSimulator(
  path: string,
  layout: ScanReportLayout,
): Promise<HidScannerSimulator> {
  const { onReport: _, ...socket } = await startHidSocket(path);
  return {
    ...socket,
    scan: async (code, aim) => {
      const reports = encodeReports(code, aim, layout);
      const sent = await Promise.all(reports.map((report) => socket.send(report)));
      return sent.every((isSent) => isSent);
    },
  };
}
