/**
 * A dialect says how an acquirer writes the messages of `protocol.ts`: paths, names of fields, words.
 * It is a JSON file, described for integrators in `docs/acquirer/README.md`.
 */
import * as v from 'valibot';
import { walletIds } from '../../contract/payments/names.ts';
import { operations as everyOperation, type Operation, requests } from './protocol.ts';
import { orderStates, refundStates, replyCodes, statementKinds } from './words.ts';

const word = v.pipe(v.string(), v.maxLength(64));
/** A name, or names joined by dots for an object inside another. */
const fieldPath = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+){0,3}$/));
const fields = v.record(v.string(), fieldPath);
const headerName = v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,64}$/));

const operation = v.strictObject({
  method: v.picklist(['GET', 'POST']),
  /** `{field}` stands for a field of ours. */
  path: v.pipe(v.string(), v.regex(/^\/[A-Za-z0-9{][A-Za-z0-9/_.{}-]*$/)),
  /** Fields of theirs that are always the same, such as a request type. */
  constants: v.optional(v.record(fieldPath, v.union([v.string(), v.number()])), {}),
  /** Ours to theirs; what is not named here and not in the path is not sent. */
  request: fields,
  /** Ours to theirs; what is not named here is not read. */
  answer: fields,
  /** What a good answer means without saying it, such as `"state": "paid"`. Ours to our words. */
  implies: v.optional(v.record(v.string(), v.string()), {}),
});

/** `fen`: 1250. `fen-text`: "1250", also with zeros in front. `yuan-text`: "12.50". */
const amountForms = ['fen', 'fen-text', 'yuan-text'] as const;
export type AmountForm = (typeof amountForms)[number];

/**
 * `iso`: `2026-01-31T04:00:00Z`. `compact`: `20260131120000`. `spaced`: `2026-01-31 12:00:00`; both
 * local. A day alone is `2026-01-31`, and `20260131` in `compact`.
 */
const timeForms = ['iso', 'compact', 'spaced'] as const;
export type TimeForm = (typeof timeForms)[number];

const statement = v.strictObject({
  /** The end of the file's name. With `.gz` it is compressed. */
  extension: v.picklist(['csv.gz', 'csv', 'txt.gz', 'txt']),
  delimiter: v.picklist([',', '|', '\t', ';']),
  amount: v.picklist(['fen-text', 'yuan-text']),
  time: v.picklist(timeForms),
  /** The names in the header. */
  columns: v.strictObject({
    kind: v.string(),
    orderNumber: v.string(),
    refundNumber: v.nullable(v.string()),
    reference: v.string(),
    amount: v.string(),
    fee: v.nullable(v.string()),
    time: v.nullable(v.string()),
    terminalNumber: v.nullable(v.string()),
  }),
  /** Their words to ours; `other` rows are left out, a word that is not here stops the reading. */
  kinds: v.record(word, v.picklist([...statementKinds, 'other'])),
});
export type StatementForm = v.InferOutput<typeof statement>;

const optionalOperation = v.exactOptional(operation);

export const dialectSchema = v.pipe(
  v.strictObject({
    name: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
    headers: v.strictObject({
      merchant: headerName,
      timestamp: headerName,
      nonce: headerName,
      signature: headerName,
    }),
    amount: v.picklist(amountForms),
    time: v.picklist(timeForms),
    /** IANA: of local times, and of the statement's days. */
    timeZone: v.pipe(v.string(), v.check(isTimeZone, 'no such time zone')),
    /** Their word for CNY. */
    currency: v.union([v.string(), v.number()]),
    wallets: v.partial(
      v.strictObject(v.entriesFromList([...walletIds, 'emv'], v.pipe(v.string(), v.maxLength(64)))),
    ),
    operations: v.strictObject({
      charge: optionalOperation,
      openShown: optionalOperation,
      openLink: optionalOperation,
      query: operation,
      find: optionalOperation,
      reverse: operation,
      refund: optionalOperation,
      queryRefund: optionalOperation,
      statement: optionalOperation,
    }),
    /** Their code words to ours. A word that is not here leaves the outcome open. */
    codes: v.record(word, v.picklist(replyCodes)),
    orderStates: v.record(word, v.picklist(orderStates)),
    refundStates: v.record(word, v.picklist(refundStates)),
    statement: v.nullable(statement),
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    for (const message of complaints(dataset.value.operations)) addIssue({ message });
  }),
);

export type Dialect = v.InferOutput<typeof dialectSchema>;
export type DialectOperation = v.InferOutput<typeof operation>;

/** What an answer must say, or imply, to be about our order. */
const neededInAnswer: Readonly<Record<Operation, readonly string[]>> = {
  charge: ['code', 'merchantNumber', 'orderNumber', 'state', 'reference', 'amount'],
  openShown: ['code', 'merchantNumber', 'orderNumber', 'content'],
  openLink: ['code', 'merchantNumber', 'orderNumber', 'content'],
  query: ['code', 'merchantNumber', 'orderNumber', 'state', 'reference', 'amount'],
  find: ['code', 'merchantNumber', 'orderNumber', 'state', 'reference', 'amount'],
  reverse: ['code', 'merchantNumber', 'orderNumber', 'state'],
  refund: ['code', 'merchantNumber', 'orderNumber', 'refundNumber', 'state', 'amount'],
  queryRefund: ['code', 'merchantNumber', 'orderNumber', 'refundNumber', 'state', 'amount'],
  statement: ['code', 'merchantNumber', 'day', 'path', 'sha256'],
};

/** What a request cannot be without. */
const neededInRequest: Readonly<Record<Operation, readonly string[]>> = {
  charge: ['merchantNumber', 'orderNumber', 'amount', 'paymentCode'],
  openShown: ['merchantNumber', 'orderNumber', 'amount', 'expiresAt'],
  openLink: ['merchantNumber', 'orderNumber', 'amount', 'expiresAt'],
  query: ['orderNumber'],
  find: ['reference'],
  reverse: ['orderNumber'],
  refund: ['orderNumber', 'refundNumber', 'amount'],
  queryRefund: ['refundNumber'],
  statement: ['day'],
};

type Operations = Readonly<Partial<Record<Operation, DialectOperation>>>;

function complaints(operations: Operations): string[] {
  return everyOperation.flatMap((name) => {
    const mapping = operations[name];
    if (!mapping) return [];
    const sent = new Set<string>([...Object.keys(mapping.request), ...fieldsOfPath(mapping.path)]);
    const read = new Set([...Object.keys(mapping.answer), ...Object.keys(mapping.implies)]);
    const known = requests[name].entries;
    return [
      ...neededInRequest[name]
        .filter((field) => !sent.has(field))
        .map((field) => `${name} does not send ${field}`),
      ...neededInAnswer[name]
        .filter((field) => !read.has(field))
        .map((field) => `${name} does not read ${field}`),
      ...(isAskedFor(name) && 'state' in mapping.implies ? [`${name} must read state`] : []),
      ...[...sent]
        .filter((field) => !(field in known))
        .map((field) => `${name} has no ${field} to send`),
    ];
  });
}

/** A question about an order is answered by its state, never by the answer alone. */
function isAskedFor(name: Operation): boolean {
  return name === 'query' || name === 'find' || name === 'queryRefund';
}

/** The fields that stand in a path template. */
export function fieldsOfPath(path: string): string[] {
  return [...path.matchAll(/\{([^}]+)\}/g)].map(([, field = '']) => field);
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
