import * as v from 'valibot';
import { limits } from '../limits.ts';
import { basisPoints, id, localName } from '../values.ts';

/** An item and a category as the hub publishes them and the terminal keeps them. */

const name = v.pipe(
  localName,
  v.check(
    (names) =>
      Object.values(names).every((text) => (text?.length ?? 0) <= limits.itemNameCharacters),
    'name too long',
  ),
);

export const catalogueItem = v.object({
  id,
  /** Barcodes and short codes; the first is the one shown. */
  codes: v.pipe(
    v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(128))),
    v.maxLength(limits.codesPerItem),
  ),
  name,
  categoryId: id,
  /** A word of the store, such as 瓶 or kg. */
  unit: v.pipe(v.string(), v.maxLength(20)),
  soldBy: v.picklist(['count', 'weight']),
  /** For one unit; for one kilogram when sold by weight. */
  priceMinor: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(limits.priceMinor)),
  taxRateBasisPoints: basisPoints,
  picture: v.optional(v.pipe(v.string(), v.maxLength(1_000))),
  /** False: known, so that old receipts can be read, and not for sale. */
  isActive: v.boolean(),
});
export type CatalogueItem = v.InferOutput<typeof catalogueItem>;

export const catalogueCategory = v.object({
  id,
  name,
  /** Lower comes first. */
  order: v.pipe(v.number(), v.safeInteger()),
  picture: v.optional(v.pipe(v.string(), v.maxLength(1_000))),
});
export type CatalogueCategory = v.InferOutput<typeof catalogueCategory>;
