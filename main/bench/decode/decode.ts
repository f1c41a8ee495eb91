import type { DeviceConfig } from '../../../drivers/contract.ts';
import { readDisplay } from './display.ts';
import { readEscpos, readPrinterAnswer } from './escpos.ts';
import { readMms, readNeo2 } from './reader.ts';
import { readScaleReport, readSerialScale } from './scale.ts';
import { readScanReport, readSerialScan } from './scanner.ts';
import { readText } from './text.ts';

export type Transfer = {
  readonly direction: 'in' | 'out';
  readonly bytes: Uint8Array;
  /** What was sent before, where that is the question to this answer. */
  readonly question: Uint8Array | null;
};

/** What a transfer means, in the words of the device's protocol; '' where nothing is known of it. */
export function decode(config: DeviceConfig, { direction, bytes, question }: Transfer): string {
  switch (config.kind) {
    case 'scanner': {
      if (direction === 'out') return readText(bytes);
      const layout = config.profile?.hid;
      const isReport = config.transport.type !== 'serial';
      if (isReport) return layout ? readScanReport(bytes, layout) : '';
      return readSerialScan(bytes);
    }
    case 'printer':
      return direction === 'out' ? readEscpos(bytes) : readPrinterAnswer(bytes, question);
    case 'display':
      return direction === 'out' ? readDisplay(bytes) : readText(bytes);
    case 'scale':
      return config.protocol === 'hid' ? readScaleReport(bytes) : readSerialScale(bytes, direction);
    case 'reader':
      return config.protocol === 'neo2' ? readNeo2(bytes, direction) : readMms(bytes);
    case 'drawer':
      return '';
  }
}
