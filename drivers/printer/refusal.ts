import type { DeviceErrorCode, PrinterStatus } from '../contract.ts';

/** Why a printer in this status prints nothing; undefined when it does. */
export function refusalOf(
  status: PrinterStatus,
): { readonly code: DeviceErrorCode; readonly message: string } | undefined {
  if (status.isCoverOpen) return { code: 'device.cover-open', message: 'the cover is open' };
  if (status.isPaperOut) return { code: 'device.paper-out', message: 'the paper is out' };
  if (status.hasCutterError) return { code: 'device.cutter-jam', message: 'the cutter is stuck' };
  if (status.hasUnrecoverableError) {
    return {
      code: 'device.offline',
      message: 'the printer reports an error it cannot recover from',
    };
  }
  if (status.isOverheated) {
    return { code: 'device.overheated', message: 'the print head is too hot for now' };
  }
  if (!status.isOnline) return { code: 'device.offline', message: 'the printer is off line' };
  return undefined;
}
