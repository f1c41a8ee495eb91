import * as v from 'valibot';
import { storageShown } from '../../contract/bench/snapshot.ts';

/** What the bench's own process is asked to do, on its command line. */
export const task = v.variant('do', [
  v.strictObject({ do: v.literal('check-storage'), path: v.string() }),
  v.strictObject({ do: v.literal('disk-full'), folder: v.string(), hasOwnDisk: v.boolean() }),
  v.strictObject({ do: v.literal('power-cut'), folder: v.string() }),
  /** The victim of a power cut. */
  v.strictObject({ do: v.literal('sell'), folder: v.string() }),
]);
export type Task = v.InferOutput<typeof task>;

/** What it answers, as one line of JSON. */
export const storageFound = v.omit(storageShown, ['at', 'path']);
export type StorageFound = v.InferOutput<typeof storageFound>;

export const drillFound = v.object({
  isPassed: v.boolean(),
  facts: v.record(v.string(), v.union([v.string(), v.number()])),
});
