import { driverLimits } from '../../limits.ts';
import type { ScanReportLayout } from '../../profiles/scanner-profile.ts';
import type { Decoder, DecoderListener } from '../decoder.ts';
import { createSilence } from '../silence.ts';
import { emptyJoiner, pushReport } from './report.ts';

/** Codes out of the reports of a HID-POS scanner. */
export function createHidDecoder(layout: ScanReportLayout, listener: DecoderListener): Decoder {
  let joiner = emptyJoiner;

  /** A code whose rest does not come must not become the head of the next one. */
  const silence = createSilence(() => {
    if (joiner.pending) listener.onFault('the rest of a code did not come');
    joiner = emptyJoiner;
  });
  return {
    receive: (report) => {
      silence.stop();
      const joined = pushReport(joiner, report, layout, driverLimits.scanBytes);
      joiner = joined.joiner;
      if (joined.code) listener.onCode(joined.code);
      if (joined.fault !== undefined) listener.onFault(joined.fault);
      const isUnfinished = joiner.pending !== undefined || joiner.isSkipping;
      if (isUnfinished) silence.wait(driverLimits.scanPartMs);
    },
    reset: () => {
      silence.stop();
      joiner = emptyJoiner;
    },
  };
}
