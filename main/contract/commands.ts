import * as v from 'valibot';
import { benchCommands } from './bench/commands.ts';
import { limits } from './limits.ts';
import { paymentCommands } from './payments/commands.ts';
import { paymentScreens, walletIds } from './payments/names.ts';
import {
  amountMinor,
  approval,
  code,
  discount,
  id,
  language,
  pin,
  quantityMilli,
  shortText,
  theme,
} from './values.ts';

/**
 * What a page may ask main to do. Each is applied once by its `commandId`, whatever is repeated.
 * The answer is the revision of the snapshot that shows the effect.
 */
const nothing = v.strictObject({});

/** What a customer or a colleague can hold before the demo's card reader. */
export const demoCards = ['transit', 'badge', 'tag', 'phone'] as const;

/** `payment` scanners read phones and nothing else, `goods` scanners never do. */
export const scannerRoles = ['any', 'goods', 'payment'] as const;

export const commands = {
  // who is here
  'access.sign-in': v.strictObject({ staffId: id, pin }),
  'access.sign-out': nothing,

  // the shift
  'shift.open': v.strictObject({ floatMinor: amountMinor }),
  'shift.close': v.strictObject({ countedMinor: amountMinor }),

  // which screen stands on the cashier's window: scans are routed by it, never by focus
  'screen.show': v.strictObject({
    screen: v.picklist(['sale', 'today', 'devices', 'shift-close', ...paymentScreens]),
  }),
  'settings.language': v.strictObject({ language }),
  'settings.theme': v.strictObject({ theme }),

  // ringing up
  /** A code typed or picked by hand; takes the same way as a scan. */
  'sale.enter-code': v.strictObject({ code, from: v.optional(v.picklist(scannerRoles)) }),
  /** A scanner that plays keyboard; `gapsMs` are the times between its keys, for the technician. */
  'scan.keyed': v.strictObject({
    code,
    gapsMs: v.pipe(
      v.array(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
      v.maxLength(limits.scanBytes),
    ),
  }),
  /** With the id of the scale's reading that was shown, main takes the weight from there. */
  'sale.add-item': v.strictObject({
    itemId: id,
    quantityMilli: v.optional(quantityMilli),
    readingId: v.optional(id),
  }),
  'sale.set-quantity': v.strictObject({ lineId: id, quantityMilli }),
  'sale.remove-line': v.strictObject({ lineId: id }),
  'sale.discount-line': v.strictObject({ lineId: id, discount: v.nullable(discount) }),
  'sale.discount': v.strictObject({ discount: v.nullable(discount) }),
  'sale.override-price': v.strictObject({ lineId: id, unitPriceMinor: amountMinor, approval }),
  'sale.undo': nothing,
  /** While a page says so, again and again, the scale is read and the till shows what it says. */
  'scale.watch': v.strictObject({ isWatching: v.boolean() }),
  'sale.cancel': nothing,
  'sale.suspend': nothing,
  'sale.resume': v.strictObject({ saleId: id }),
  'sale.next': nothing,

  // paying
  'pay.begin': nothing,
  'pay.back': nothing,
  /** Cash in the cashier's hand; more than is due gives change. */
  'pay.cash': v.strictObject({ tenderedMinor: amountMinor }),
  /** The customer's payment code, typed; a scanned one takes the same way. */
  'pay.code': v.strictObject({ code }),
  /** How much the next wallet payment takes; null for all that is due. */
  'pay.split': v.strictObject({ amountMinor: v.nullable(amountMinor) }),
  'pay.stop': nothing,
  'pay.dismiss': nothing,

  // paper and drawer
  /** Prints a finished sale's receipt once more, marked COPY. */
  'receipt.reprint': v.strictObject({ saleId: id }),
  'drawer.open': v.strictObject({ reason: shortText }),
  'device.test-print': v.strictObject({ deviceId: id }),
  'notice.dismiss': v.strictObject({ noticeId: id }),

  // the terminal itself
  'terminal.sign-out': v.strictObject({ approval }),
  'terminal.reset': v.strictObject({ approval }),

  // every other way to pay, refunds, doubts, statements and accounts
  ...paymentCommands,

  // the technician's bench
  ...benchCommands,

  // the outside world of demo mode
  'demo.scan': v.strictObject({ code }),
  'demo.pay': v.strictObject({
    scenario: v.picklist(['paid', 'password', 'declined', 'lost-answer', 'never', 'system-error']),
    /** Whose app the customer opens; WeChat's when nothing is said. */
    wallet: v.exactOptional(v.picklist(walletIds)),
  }),
  /** The customer scans the code that is shown, or opens the link, and pays. */
  'demo.pay-shown': nothing,
  'demo.printer': v.strictObject({
    state: v.picklist(['ready', 'paper-out', 'cover-open', 'unplugged']),
  }),
  'demo.scanner': v.strictObject({ isPlugged: v.boolean() }),
  'demo.network': v.strictObject({ isOnline: v.boolean() }),
  /** A card on the reader; null takes it away. */
  'demo.card': v.strictObject({ card: v.nullable(v.picklist(demoCards)) }),
  /** What lies on the scale; null while a hand still moves it. */
  'demo.scale': v.strictObject({
    grams: v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(14_995))),
  }),
} as const;

export type CommandName = keyof typeof commands;
export type CommandInput<Name extends CommandName> = v.InferOutput<(typeof commands)[Name]>;

/** A command as it crosses the border. */
export const commandEnvelope = v.strictObject({
  commandId: id,
  input: v.unknown(),
});

export type CommandReceipt = { readonly revision: number };

export function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(commands, name);
}
