import type { ScanReportLayout } from '../../../drivers/profiles/scanner-profile.ts';
import { readText } from './text.ts';

/** A code with its AIM identifier before it, as serial scanners send it. */
export function readSerialScan(bytes: Uint8Array): string {
  return splitAim(readText(bytes));
}

function splitAim(text: string): string {
  return text.replace(/^(\][A-Za-z][0-9A-Za-z])(?=.)/, '$1 ');
}

/** A HID-POS report: identifier, data, and whether the code goes on. */
export function readScanReport(bytes: Uint8Array, layout: ScanReportLayout): string {
  if (bytes[0] !== layout.reportId) return '';
  const { aim, dataAt, dataLength, lengthAt, continues } = layout;
  const length = Math.min(bytes[lengthAt] ?? 0, dataLength);
  const data = readText(bytes.subarray(dataAt, dataAt + length));
  const identifier = aim ? readText(bytes.subarray(aim.at, aim.at + aim.length)) : '';
  const goesOn = continues !== null && ((bytes[continues.at] ?? 0) & continues.mask) !== 0;
  return [identifier, data, goesOn ? '…' : ''].filter((part) => part !== '').join(' ');
}
