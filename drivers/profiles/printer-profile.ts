import * as v from 'valibot';
import { usbMatches } from './usb-match.ts';

/** What a model of printer can do, as data: one JSON file for each model in `printers/`. */
export const printerProfileSchema = v.strictObject({
  /** As settings name it; the same as the file's name without `.json`. */
  name: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,39}$/)),
  /** For people: vendor and model. */
  title: v.pipe(v.string(), v.minLength(1), v.maxLength(60)),
  match: usbMatches,
  /** Cells of the normal font (12 dots) in a line. */
  widthCells: v.pipe(v.number(), v.integer(), v.minValue(16), v.maxValue(96)),
  widthDots: v.pipe(v.number(), v.integer(), v.minValue(128), v.maxValue(1_200)),
  /**
   * How Chinese text goes over the wire. `gb18030` and `gbk` name the printer's font; only two-byte
   * codes are sent to either. `none`: the driver draws the text and sends it as a picture.
   */
  cjk: v.picklist(['gb18030', 'gbk', 'utf8', 'none']),
  /** Answers DLE EOT; false for printers behind a one-way cable. */
  hasStatus: v.boolean(),
  /** Reports changes by itself after `GS a`; preferred over asking where it is there. */
  hasAutomaticStatus: v.boolean(),
  hasCutter: v.boolean(),
  hasBuzzer: v.boolean(),
  /** Prints red or another second colour (`ESC r 1`). */
  hasTwoColours: v.boolean(),
  /** `raster`: has no code commands of its own; the driver draws them. */
  codes: v.picklist(['native', 'raster']),
});

export type PrinterProfile = v.InferOutput<typeof printerProfileSchema>;
