/** Between the protocol's messages and a dialect's: names, forms and words, in both directions. */
import { walletIds } from '../../contract/payments/names.ts';
import type { Dialect, DialectOperation } from './dialect.ts';
import type { Operation, RequestOf } from './protocol.ts';
import { readAmount, readTime, writeAmount, writeTime } from './values.ts';
import type { ReplyCode } from './words.ts';

export type WireRequest = {
  readonly method: 'GET' | 'POST';
  /** With its query. */
  readonly path: string;
  readonly body: string;
};

type Json = { [name: string]: Json | string | number };

/** Null when the dialect has no such operation. */
export function toWire<Name extends Operation>(
  dialect: Dialect,
  name: Name,
  request: RequestOf<Name>,
): WireRequest | null {
  const mapping = dialect.operations[name];
  if (!mapping) return null;
  const values = new Map(
    Object.entries(request).map(([field, value]) => [field, writeField(dialect, field, value)]),
  );
  let { path } = mapping;
  for (const [field, value] of values) {
    path = path.replace(`{${field}}`, encodeURIComponent(String(value)));
  }
  const rest: Json = {};
  for (const [field, value] of Object.entries(mapping.constants)) put(rest, field, value);
  for (const [field, theirs] of Object.entries(mapping.request)) {
    const value = values.get(field);
    if (value !== undefined && !mapping.path.includes(`{${field}}`)) put(rest, theirs, value);
  }
  if (mapping.method === 'POST') return { method: 'POST', path, body: JSON.stringify(rest) };
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(rest)) query.set(key, String(value));
  return { method: 'GET', path: query.size === 0 ? path : `${path}?${query}`, body: '' };
}

function writeField(dialect: Dialect, field: string, value: string | number): string | number {
  switch (field) {
    case 'amount':
    case 'orderAmount':
      return writeAmount(Number(value), dialect.amount);
    case 'orderTime':
    case 'expiresAt':
      return writeTime(Date.parse(String(value)), dialect.time, dialect.timeZone);
    case 'day':
      return dialect.time === 'compact' ? String(value).replaceAll('-', '') : value;
    case 'currency':
      return dialect.currency;
    case 'walletHint':
      return new Map(Object.entries(dialect.wallets)).get(String(value)) ?? value;
    default:
      return value;
  }
}

/** What an answer says, in our names and words, not yet checked. `code` is null for a word nobody knows. */
export type Said = {
  readonly code: ReplyCode | null;
  /** Their word for `code`, for the log. */
  readonly word: string;
  readonly fields: Readonly<Record<string, unknown>>;
};

/** Null when it is no answer to this operation at all. */
export function fromWire(dialect: Dialect, name: Operation, body: unknown): Said | null {
  const mapping = dialect.operations[name];
  if (!mapping || typeof body !== 'object' || body === null) return null;
  const word = textOf(at(body, mapping.answer.code ?? ''));
  const code = (word === null ? undefined : own(dialect.codes, word)) ?? null;
  const fields: Record<string, unknown> = {};
  for (const [field, value] of Object.entries({
    ...mapping.implies,
    ...readFields(dialect, name, mapping, body),
  })) {
    if (value !== undefined) fields[field] = value;
  }
  return { code, word: word ?? '', fields: { ...fields, code } };
}

function readFields(
  dialect: Dialect,
  name: Operation,
  { answer }: DialectOperation,
  body: object,
): Record<string, unknown> {
  const read: Record<string, unknown> = {};
  for (const [field, theirs] of Object.entries(answer)) {
    const value = at(body, theirs);
    const isSaid = value !== undefined && value !== null && value !== '';
    if (isSaid) read[field] = readField(dialect, name, field, value);
  }
  return read;
}

function readField(dialect: Dialect, name: Operation, field: string, value: unknown): unknown {
  const word = textOf(value) ?? '';
  switch (field) {
    case 'amount':
      // what is no amount in this dialect is none: 12 must not pass for 12 fen where yuan are written
      return readAmount(value, dialect.amount) ?? undefined;
    case 'currency':
      return word === String(dialect.currency) ? 'CNY' : `not ${dialect.currency}`;
    case 'wallet':
      return walletIds.find((wallet) => dialect.wallets[wallet] === word);
    case 'state':
      return isAboutRefund(name) ? own(dialect.refundStates, word) : own(dialect.orderStates, word);
    case 'failure':
      return own(dialect.codes, word);
    case 'expiresAt': {
      const moment = readTime(value, dialect.time, dialect.timeZone);
      return moment === null ? value : new Date(moment).toISOString();
    }
    case 'day':
      return word.replace(/^([0-9]{4})([0-9]{2})([0-9]{2})$/, '$1-$2-$3');
    default:
      return typeof value === 'number' ? String(value) : value;
  }
}

function isAboutRefund(name: Operation): boolean {
  return name === 'refund' || name === 'queryRefund';
}

function own<Value>(words: Readonly<Record<string, Value>>, word: string): Value | undefined {
  return Object.hasOwn(words, word) ? words[word] : undefined;
}

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : null;
}

function put(into: Json, path: string, value: string | number): void {
  const [first = '', ...rest] = path.split('.');
  if (rest.length === 0) {
    into[first] = value;
    return;
  }
  const inner = into[first];
  const next = typeof inner === 'object' ? inner : {};
  into[first] = next;
  put(next, rest.join('.'), value);
}

function at(body: object, path: string): unknown {
  let found: unknown = body;
  for (const name of path.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name))
      return undefined;
    found = new Map<string, unknown>(Object.entries(found)).get(name);
  }
  return found;
}
