import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { ownDialect } from '../../../../main/payments/acquirer/own-dialect.ts';
import {
  answers,
  type Operation,
  operations,
  type RequestOf,
  refusal,
  requests,
} from '../../../../main/payments/acquirer/protocol.ts';
import { toWire } from '../../../../main/payments/acquirer/translate.ts';
import { fits, type JsonSchema } from './json-schema.ts';
import { messageNames, openApiDocument } from './openapi-document.ts';

const path = new URL('../../../../docs/acquirer/openapi.json', import.meta.url).pathname;

type Document = {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly operationId: string }>>>
  >;
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> };
};

const written: Document = JSON.parse(readFileSync(path, 'utf8'));

const terminal = {
  merchantNumber: '898310148160568',
  terminalNumber: '31000001',
  terminalSerial: 'SN-0001',
  location: 'Yan’an Road 1',
};
const order = {
  ...terminal,
  orderNumber: 'order-1',
  orderTime: '2026-01-31T04:00:00.000Z',
  amount: 1_250,
  currency: 'CNY',
  description: '街角小店',
} as const;
const opening = { ...order, expiresAt: '2026-01-31T04:05:00.000Z' };
const { merchantNumber } = terminal;

/** One good request of each operation. */
const asked: { readonly [Name in Operation]: RequestOf<Name> } = {
  charge: { ...order, paymentCode: '6200000000000000100', walletHint: 'unionpay' },
  openShown: opening,
  openLink: opening,
  query: { merchantNumber, orderNumber: 'order-1' },
  find: { merchantNumber, reference: '2026000000000000000001' },
  reverse: { ...terminal, orderNumber: 'order-1' },
  refund: {
    ...terminal,
    orderNumber: 'order-1',
    refundNumber: 'refund-1',
    orderAmount: 1_250,
    amount: 250,
    currency: 'CNY',
    reason: 'returned',
  },
  queryRefund: { merchantNumber, orderNumber: 'order-1', refundNumber: 'refund-1' },
  statement: { merchantNumber, day: '2026-01-31' },
};

const about = { code: 'ok', merchantNumber, orderNumber: 'order-1' };
const paid = {
  ...about,
  state: 'paid',
  reference: '2026000000000000000001',
  amount: 1_250,
  currency: 'CNY',
  wallet: 'unionpay',
  payer: '138****1234',
  failure: 'ok',
};
const opened = { ...about, content: '000201010212', expiresAt: '2026-01-31T04:05:00.000Z' };
const refunded = {
  ...about,
  refundNumber: 'refund-1',
  state: 'refunded',
  amount: 250,
  currency: 'CNY',
  reference: 'R1',
  failure: 'declined',
};

/** One good answer of each operation, with every field. */
const answered: Readonly<Record<Operation, Readonly<Record<string, unknown>>>> = {
  charge: paid,
  openShown: opened,
  openLink: opened,
  query: paid,
  find: paid,
  reverse: paid,
  refund: refunded,
  queryRefund: refunded,
  statement: {
    code: 'ok',
    merchantNumber,
    day: '2026-01-31',
    path: '/files/1',
    sha256: '0'.repeat(64),
  },
};

const probes: readonly unknown[] = [
  '',
  'x',
  'ok',
  'CNY',
  'order-2',
  'not a word',
  '2026-01-31',
  '2026-01-31T04:00:00.000Z',
  '/files/2',
  '//elsewhere.example/',
  '\n',
  'é'.repeat(200),
  'x'.repeat(2_000),
  'f'.repeat(64),
  0,
  1,
  -1,
  1.5,
  2 ** 53,
  null,
  true,
  [],
  {},
];

/** The document and the adapter's schema must think the same of it, whatever one field is. */
function disagreements(
  name: string,
  good: Readonly<Record<string, unknown>>,
  isRead: (value: object) => boolean,
): string[] {
  const documented = written.components.schemas[name];
  if (!documented) return [`${name} is not in the document`];
  const found: string[] = [];
  const compare = (value: object, what: string) => {
    const isGood = isRead(value);
    if (fits(documented, value) !== isGood)
      found.push(`${name} ${what}: the adapter says ${isGood}`);
  };
  compare(good, 'as it is');
  for (const field of Object.keys(good)) {
    const { [field]: _, ...without } = good;
    compare(without, `without ${field}`);
    for (const probe of probes) {
      compare(
        { ...good, [field]: probe },
        `${field} = ${String(JSON.stringify(probe)).slice(0, 30)}`,
      );
    }
  }
  return found;
}

describe('the OpenAPI document', () => {
  it('is what the adapter’s schemas say', async () => {
    const made = `${JSON.stringify(openApiDocument(), null, 2)}\n`;
    await expect(made).toMatchFileSnapshot(path);
  });

  it('has the adapter’s operations, and no others', () => {
    const documented = Object.entries(written.paths).flatMap(([at, methods]) =>
      Object.entries(methods).map(([method, { operationId }]) => [operationId, method, at]),
    );
    const spoken = operations.map((name) => {
      const { method = '', path: at = '' } = ownDialect.operations[name] ?? {};
      return [name, method.toLowerCase(), at];
    });
    expect(documented.sort()).toEqual(spoken.sort());
  });

  it.each(operations)('takes and refuses the same answers to %s', (name) => {
    expect(v.is(answers[name], answered[name])).toBe(true);
    const documented = messageNames[name].answer;
    expect(
      disagreements(documented, answered[name], (value) => v.is(answers[name], value)),
    ).toEqual([]);
  });

  it('takes and refuses the same refusals', () => {
    expect(disagreements('Refusal', { code: 'declined' }, (value) => v.is(refusal, value))).toEqual(
      [],
    );
  });

  it.each(operations)('describes what is sent to %s', (name) => {
    const wire = toWire(ownDialect, name, asked[name]);
    if (wire?.method !== 'POST') {
      expect(wire?.body).toBe('');
      return;
    }
    const documented = messageNames[name].request;
    const body: Record<string, unknown> = JSON.parse(wire.body);
    // what is in the path is not in the body, and is not looked at
    const whole = (value: object) => ({ ...asked[name], ...value });
    const isGood = (value: object) => {
      const gone = Object.keys(body).filter((field) => !(field in value));
      const kept = Object.entries(whole(value)).filter(([field]) => !gone.includes(field));
      return v.is(requests[name], Object.fromEntries(kept));
    };
    expect(disagreements(documented, body, isGood)).toEqual([]);
  });
});
