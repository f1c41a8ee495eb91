import * as v from 'valibot';
import { limits } from './limits.ts';

/** The small values that calls and snapshots are made of. */

export const id = v.pipe(v.string(), v.regex(/^[0-9A-Za-z_.:-]{1,64}$/));
export const minor = v.pipe(v.number(), v.safeInteger());
export const amountMinor = v.pipe(minor, v.minValue(0), v.maxValue(limits.saleTotalMinor));
export const quantityMilli = v.pipe(
  v.number(),
  v.safeInteger(),
  v.minValue(1),
  v.maxValue(limits.quantityMilli),
);
export const basisPoints = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(10_000));
/** UTC milliseconds. */
export const timestamp = v.pipe(v.number(), v.safeInteger());
export const code = v.pipe(v.string(), v.minLength(1), v.maxLength(limits.scanBytes));
export const shortText = v.pipe(v.string(), v.maxLength(200));

export const languages = ['zh-CN', 'zh-TW', 'en'] as const;
export const language = v.picklist(languages);
export type Language = v.InferOutput<typeof language>;

export const themes = ['light', 'dark'] as const;
export const theme = v.picklist(themes);
export type Theme = v.InferOutput<typeof theme>;

export const pin = v.pipe(v.string(), v.regex(/^\d{4,8}$/));

export const localName = v.object({
  'zh-CN': v.string(),
  'zh-TW': v.optional(v.string()),
  en: v.optional(v.string()),
});
export type LocalName = v.InferOutput<typeof localName>;

export const discount = v.variant('kind', [
  v.strictObject({ kind: v.literal('percent'), basisPoints }),
  v.strictObject({ kind: v.literal('amount'), amountMinor }),
]);
export type Discount = v.InferOutput<typeof discount>;

/** A supervisor who stands beside the cashier and says yes, with the reason that is kept. */
export const approval = v.strictObject({ staffId: id, pin, reason: shortText });
