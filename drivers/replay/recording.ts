import * as v from 'valibot';
import type { DeviceCall, DeviceConfig, DeviceEvent } from '../contract.ts';

/**
 * A recorded session of one device, one JSON value a line: what it is, then every call, transfer
 * and event in the order in which they happened. Enough to run its driver again without it.
 */
export type RecordingLine =
  | {
      readonly kind: 'header';
      readonly version: 1;
      /** UTC milliseconds, as every `at`. */
      readonly at: number;
      readonly config: DeviceConfig;
    }
  | { readonly kind: 'call'; readonly at: number; readonly call: DeviceCall }
  | {
      readonly kind: 'transfer';
      readonly at: number;
      readonly direction: 'in' | 'out';
      /** All bytes of it. */
      readonly hex: string;
    }
  /** Everything that the driver told, but for traces, which are the transfers. */
  | { readonly kind: 'event'; readonly at: number; readonly event: DeviceEvent };

export type Recording = {
  readonly config: DeviceConfig;
  readonly startedAt: number;
  readonly lines: readonly Exclude<RecordingLine, { kind: 'header' }>[];
};

const at = v.pipe(v.number(), v.safeInteger());
const record = v.looseObject({ kind: v.string() });
const lineSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('header'), version: v.literal(1), at, config: record }),
  v.strictObject({ kind: v.literal('call'), at, call: v.looseObject({ method: v.string() }) }),
  v.strictObject({
    kind: v.literal('transfer'),
    at,
    direction: v.picklist(['in', 'out']),
    hex: v.pipe(v.string(), v.regex(/^([0-9a-f]{2})*$/)),
  }),
  v.strictObject({ kind: v.literal('event'), at, event: record }),
]);

export function writeLine(line: RecordingLine): string {
  return `${JSON.stringify(line)}\n`;
}

/**
 * Reads a recording. A last line without its end is left out: the recorder was cut off in it.
 * @throws RangeError with the line's number when a line is none or the header is missing.
 */
export function readRecording(text: string): Recording {
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const lines = whole.split('\n').slice(0, -1).map(readLine);
  const [header, ...rest] = lines;
  if (header?.kind !== 'header') throw new RangeError('line 1: a recording begins with its header');
  const body = rest.map((line, i) => {
    if (line.kind === 'header') throw new RangeError(`line ${i + 2}: a second header`);
    return line;
  });
  return { config: header.config, startedAt: header.at, lines: body };
}

function readLine(text: string, i: number): RecordingLine {
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), lineSchema), text);
  if (!read.success) throw new RangeError(`line ${i + 1}: ${read.issues[0].message}`);
  // The frame is checked; configuration, calls and events are the driver's own and are played to it.
  return read.output as RecordingLine;
}
