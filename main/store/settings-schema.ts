import * as v from 'valibot';
import { id, language, localName, theme } from '../contract/values.ts';
import { deviceSettings } from './device-settings.ts';
import { paymentSettings } from './payment-settings.ts';

/** A label whose code carries its weight or price, by prefix; the digits are counted from 0. */
const labelRule = v.strictObject({
  prefix: v.pipe(v.string(), v.regex(/^2\d?$/)),
  kind: v.picklist(['weight', 'price']),
  itemDigits: v.tuple([v.number(), v.number()]),
  valueDigits: v.tuple([v.number(), v.number()]),
  decimals: v.number(),
});

/** The settings file: what a technician may read and mend with a text editor. No secret is in it. */
export const settingsSchema = v.strictObject({
  version: v.literal(1),
  /** Demo mode: simulated devices and providers, and a panel that plays the world outside. */
  isDemo: v.boolean(),
  terminal: v.strictObject({
    id,
    number: v.pipe(v.string(), v.regex(/^[0-9A-Z]{1,4}$/)),
    language,
    theme,
  }),
  store: v.strictObject({
    id,
    name: localName,
    /** Address and telephone as printed, a line each. */
    lines: v.pipe(v.array(v.string()), v.maxLength(6)),
    timeZone: v.pipe(
      v.string(),
      v.check((zone) => isTimeZone(zone), 'not an IANA time zone'),
    ),
    currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/)),
    pricesIncludeTax: v.boolean(),
    taxRounding: v.picklist(['line', 'document']),
    /** The smallest coin in use, in minor units. */
    cashStepMinor: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000)),
    quickNotesMinor: v.array(v.pipe(v.number(), v.integer(), v.minValue(1))),
    /** What the code at a receipt's foot leads to; the receipt number is put behind it. */
    receiptCodeUrl: v.nullable(v.pipe(v.string(), v.maxLength(200))),
    labelRules: v.array(labelRule),
    /** The shop's Ed25519 key for staff badges and member cards, PEM; public. */
    badgePublicKey: v.exactOptional(v.pipe(v.string(), v.maxLength(400))),
  }),
  devices: v.pipe(v.array(deviceSettings), v.maxLength(32)),
  hub: v.nullable(v.strictObject({ url: v.pipe(v.string(), v.url()) })),
  payments: paymentSettings,
});

export type Settings = v.InferOutput<typeof settingsSchema>;

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
