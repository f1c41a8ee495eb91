import * as v from 'valibot';
import { id, timestamp } from '../values.ts';
import { benchSnapshot, healthShown } from './snapshot.ts';

export const traceRow = v.object({
  /** Grows by one with each transfer of this device. */
  number: v.number(),
  at: timestamp,
  direction: v.picklist(['in', 'out']),
  /** Payment codes hidden. */
  hex: v.string(),
  byteCount: v.number(),
  /** What the bytes mean, in the words of the protocol: `GS V 66 cut`, `]E0 6901234567892`. */
  decoded: v.string(),
});
export type TraceRow = v.InferOutput<typeof traceRow>;

export const benchQueries = {
  'bench.snapshot': { input: v.strictObject({}), output: benchSnapshot },
  /** Transfers after `after`, oldest first; 0 for all that are kept. */
  'bench.trace': {
    input: v.strictObject({
      deviceId: id,
      after: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    }),
    output: v.array(traceRow),
  },
  /** Health checks of the last 90 days, newest first. */
  'bench.history': {
    input: v.strictObject({ deviceId: id }),
    output: v.array(healthShown),
  },
} as const;
