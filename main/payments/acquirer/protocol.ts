/**
 * The acquirer protocol's messages in our own words. The adapter writes and reads these; a dialect
 * gives them another acquirer's names. `docs/acquirer/openapi.json` is made from them and tested
 * against them.
 */
import * as v from 'valibot';
import { walletIds } from '../../contract/payments/names.ts';
import { orderStates, refundStates, replyCodes } from './words.ts';

const merchantNumber = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(32),
  v.description('The merchant’s number at the acquirer.'),
);
const orderNumber = v.pipe(
  v.string(),
  v.regex(/^[0-9A-Za-z_*-]{6,32}$/),
  v.description('The terminal’s, unique for ever: the idempotency key of the order.'),
);
const refundNumber = v.pipe(
  v.string(),
  v.regex(/^[0-9A-Za-z_-]{6,32}$/),
  v.description('The terminal’s, unique for ever: the idempotency key of the refund.'),
);
const reference = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(64),
  v.description('The acquirer’s own number, as it stands on the customer’s bill.'),
);
const amount = v.pipe(
  v.number(),
  v.safeInteger(),
  v.minValue(1),
  v.description('In fen, the hundredth of a yuan.'),
);
const currency = v.pipe(v.literal('CNY'), v.description('ISO 4217.'));
const moment = v.pipe(v.string(), v.isoTimestamp(), v.description('ISO 8601 in UTC.'));
const day = v.pipe(
  v.string(),
  v.regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/),
  v.description('A day in the acquirer’s time zone.'),
);
const wallet = v.pipe(v.picklist(walletIds), v.description('Whose app or card paid.'));

/** Which terminal asks, and where it stands (payment-facts 6). */
const terminal = {
  terminalNumber: v.pipe(
    v.string(),
    v.maxLength(16),
    v.description('The acquirer’s number for the terminal; 8 digits for UnionPay.'),
  ),
  terminalSerial: v.pipe(
    v.string(),
    v.maxLength(64),
    v.description('The device’s own serial number, which does not change.'),
  ),
  location: v.exactOptional(
    v.pipe(v.string(), v.maxLength(128), v.description('Where the terminal is installed.')),
  ),
};

const newOrder = {
  merchantNumber,
  ...terminal,
  orderNumber,
  orderTime: moment,
  amount,
  currency,
  description: v.pipe(
    v.string(),
    v.minLength(1),
    v.maxLength(127),
    v.description('What the customer reads in the app.'),
  ),
};

const opening = v.object({
  ...newOrder,
  expiresAt: v.pipe(
    v.string(),
    v.isoTimestamp(),
    v.description('The order must not be payable after this. ISO 8601 in UTC.'),
  ),
});

/** What the terminal sends, by operation. */
export const requests = {
  charge: v.object({
    ...newOrder,
    paymentCode: v.pipe(
      v.string(),
      v.minLength(8),
      v.maxLength(1_024),
      v.description('As scanned: digits, or an EMVCo consumer-presented code in base64.'),
    ),
    walletHint: v.exactOptional(
      v.pipe(
        v.picklist([...walletIds, 'emv']),
        v.description('What the terminal takes the code for. The acquirer decides.'),
      ),
    ),
  }),
  openShown: opening,
  openLink: opening,
  query: v.object({ merchantNumber, orderNumber }),
  find: v.object({ merchantNumber, reference }),
  reverse: v.object({ merchantNumber, ...terminal, orderNumber }),
  refund: v.object({
    merchantNumber,
    ...terminal,
    orderNumber,
    refundNumber,
    orderAmount: amount,
    amount,
    currency,
    reason: v.pipe(v.string(), v.minLength(1), v.maxLength(80)),
  }),
  queryRefund: v.object({ merchantNumber, orderNumber, refundNumber }),
  statement: v.object({ merchantNumber, day }),
} as const;

export type Operation = keyof typeof requests;
export type RequestOf<Name extends Operation> = v.InferOutput<(typeof requests)[Name]>;

const code = v.picklist(replyCodes);

/** Every answer begins so; one whose code is not `ok` may say nothing else. */
export const refusal = v.object({
  code: v.pipe(code, v.description('What became of the request.')),
});

const order = v.object({
  code: v.literal('ok'),
  merchantNumber,
  orderNumber,
  state: v.picklist(orderStates),
  reference: v.exactOptional(reference),
  amount: v.exactOptional(amount),
  currency: v.exactOptional(currency),
  wallet: v.exactOptional(wallet),
  payer: v.exactOptional(
    v.pipe(
      v.string(),
      v.maxLength(64),
      v.description('Who paid, masked: never a card number or an account in full.'),
    ),
  ),
  failure: v.exactOptional(v.pipe(code, v.description('Why, of an order that failed.'))),
});

const opened = v.object({
  code: v.literal('ok'),
  merchantNumber,
  orderNumber,
  content: v.pipe(
    v.string(),
    v.minLength(8),
    v.maxLength(512),
    v.regex(/^[^\p{Cc}]*$/u),
    v.description('What the customer is to scan, or the address of the page to pay on.'),
  ),
  expiresAt: v.exactOptional(moment),
});

const refunded = v.object({
  code: v.literal('ok'),
  merchantNumber,
  orderNumber,
  refundNumber,
  state: v.picklist(refundStates),
  amount,
  currency: v.exactOptional(currency),
  reference: v.exactOptional(reference),
  failure: v.exactOptional(v.pipe(code, v.description('Why, of a refund that failed.'))),
});

const statement = v.object({
  code: v.literal('ok'),
  merchantNumber,
  day,
  path: v.pipe(
    v.string(),
    v.regex(/^\/[0-9A-Za-z][0-9A-Za-z._~/?&=%+-]{0,1022}$/),
    v.description('Where the file is, on the same origin. The request for it is signed too.'),
  ),
  sha256: v.pipe(
    v.string(),
    v.regex(/^[0-9a-f]{64}$/),
    v.description('Of the file as it is downloaded, in hexadecimal.'),
  ),
});

/** What a good answer says, by operation. */
export const answers = {
  charge: order,
  openShown: opened,
  openLink: opened,
  query: order,
  find: order,
  reverse: order,
  refund: refunded,
  queryRefund: refunded,
  statement,
} as const satisfies Record<Operation, v.GenericSchema>;

export type OrderAnswer = v.InferOutput<typeof order>;

export const operations = [
  'charge',
  'openShown',
  'openLink',
  'query',
  'find',
  'reverse',
  'refund',
  'queryRefund',
  'statement',
] as const satisfies readonly Operation[];
