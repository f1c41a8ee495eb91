import * as v from 'valibot';
import { usbMatches } from './usb-match.ts';

const position = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_023));

/**
 * Where the parts of a HID-POS scanner's report stand; byte 0 is the report id (device-facts 3).
 * For a scanner that does not number its reports `reportId` is 0 and byte 0 the first of its data.
 */
export const scanReportLayout = v.strictObject({
  reportId: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255)),
  /** Where the number of data bytes in this report stands. */
  lengthAt: position,
  /** Where the AIM identifier stands, with its `]` or without; null when the scanner sends none. */
  aim: v.nullable(v.strictObject({ at: position, length: v.picklist([2, 3]) })),
  dataAt: position,
  dataLength: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_023)),
  /** The bit that says that the code goes on in the next report; null when codes never do. */
  continues: v.nullable(
    v.strictObject({ at: position, mask: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
  ),
});
export type ScanReportLayout = v.InferOutput<typeof scanReportLayout>;

/** What a model of scanner is like, as data: one JSON file for each model in `scanners/`. */
export const scannerProfileSchema = v.strictObject({
  /** As settings name it; the same as the file's name without `.json`. */
  name: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,39}$/)),
  /** For people: vendor and model. */
  title: v.pipe(v.string(), v.minLength(1), v.maxLength(60)),
  match: usbMatches,
  /** How its serial line is set when it leaves the factory; null for one that has none. */
  serial: v.nullable(
    v.strictObject({
      baudRate: v.pipe(v.number(), v.integer(), v.minValue(300), v.maxValue(4_000_000)),
      dataBits: v.picklist([7, 8]),
      stopBits: v.picklist([1, 2]),
      parity: v.picklist(['none', 'even', 'odd']),
    }),
  ),
  /** Null for one that is no HID-POS scanner. */
  hid: v.nullable(scanReportLayout),
  prefix: v.string(),
  suffix: v.string(),
});

export type ScannerProfile = v.InferOutput<typeof scannerProfileSchema>;
