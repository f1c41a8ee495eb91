/** Makes the document for integrators from the schemas that the adapter parses with. */

import { fieldsOfPath } from '../../../../main/payments/acquirer/dialect.ts';
import { ownDialect, statementColumns } from '../../../../main/payments/acquirer/own-dialect.ts';
import {
  answers,
  type Operation,
  operations,
  refusal,
  requests,
} from '../../../../main/payments/acquirer/protocol.ts';
import { type JsonSchema, jsonSchemaOf } from './json-schema.ts';

const about = [
  'How a terminal takes money through an acquirer or an aggregator: a code that the customer shows, a',
  'code that the shop shows, a link. JSON in UTF-8 over HTTPS.',
  '',
  '# Signature',
  '',
  'Each side has an RSA key of at least 2048 bits and knows the other’s public key. A request carries',
  'four headers: `Acquirer-Merchant` (the merchant number, which names the key), `Acquirer-Timestamp`',
  '(seconds since 1970), `Acquirer-Nonce` (32 hexadecimal digits, used once) and `Acquirer-Signature`:',
  'RSA PKCS#1 v1.5 with SHA-256, in base64, over these five lines, each ended by one line feed (0A),',
  'an empty body too:',
  '',
  '1. the method, in capitals',
  '2. path and query, exactly as in the request line',
  '3. the timestamp',
  '4. the nonce',
  '5. the raw body, nothing for a GET',
  '',
  'Every answer, a refusal too, carries `Acquirer-Timestamp` and `Acquirer-Signature`, over the same five',
  'lines: method, path and nonce are those of the request, timestamp and body those of the answer. So an',
  'answer to another question does not fit. It is checked over the raw bytes. A side refuses a signature',
  'whose timestamp is 300 seconds or more from its own clock; the acquirer then answers `clock-wrong`,',
  'the one answer that a terminal with a wrong clock believes. A nonce that was used is refused with',
  '`signature-wrong`.',
  '',
  '# Outcome',
  '',
  '`code` decides, not the HTTP status; an answer with status 500 or above leaves the outcome open. No',
  'answer, an unsigned one, or a word that is not listed leaves it open too: the terminal asks by order',
  'number, and then reverses by order number until it gets a final answer. The order number is the',
  'idempotency key: the same number with the same contents changes nothing, with other contents it is',
  'refused with `order-exists`. A reversal closes an order that is unpaid, for ever, and gives back what',
  'was paid; it may come at any time within 24 hours (a link: 48) and be repeated.',
].join('\n');

const summaries: Readonly<Record<Operation, string>> = {
  charge: 'Charge the code that the customer shows',
  openShown: 'Open an order that the shop shows as a code',
  openLink: 'Open an order for a customer who is not here',
  query: 'How an order stands',
  find: 'The order behind the number on the customer’s bill',
  reverse: 'Close an unpaid order; give the money of a paid one back',
  refund: 'Give back part or all of a paid order',
  queryRefund: 'How a refund stands',
  statement: 'Where the statement of a day is',
};

const details: Readonly<Partial<Record<Operation, string>>> = {
  charge: 'The code is a secret: it is in no answer, no message and no log.',
  openShown: '`content` is an EMVCo merchant-presented code with the amount in it, or an address.',
  openLink: '`content` is an https address, good for as long as `expiresAt` of the request says.',
  statement: [
    'The file is made once the day is over; until then `statement-not-ready`. It is fetched by a signed',
    'GET of `path`, is gzip, and its SHA-256 stands in this answer. Inside: UTF-8, comma-separated, one',
    'header line whose names decide, not their order:',
    `${Object.values(statementColumns)
      .map((name) => `\`${name}\``)
      .join(
        ', ',
      )}. \`kind\` is payment, refund or reversal; amounts are whole positive fen; a fee is`,
    'negative where it goes back; times are ISO 8601 in UTC. A cell may be quoted. There may be more',
    'columns, blank lines, and lines that begin with `#`.',
  ].join(' '),
};

const text = { type: 'string' } as const;

const signedAnswer = {
  'Acquirer-Timestamp': { required: true, schema: { type: 'string', pattern: '^[0-9]{1,12}$' } },
  'Acquirer-Signature': { required: true, schema: text },
};

const signedRequest = [
  ['Acquirer-Merchant', text],
  ['Acquirer-Timestamp', { type: 'string', pattern: '^[0-9]{1,12}$' }],
  ['Acquirer-Nonce', { type: 'string', pattern: '^[0-9A-Za-z]{16,64}$' }],
  ['Acquirer-Signature', text],
] as const;

/** The names of the messages in the document; operations share them. */
export const messageNames: Readonly<
  Record<Operation, { readonly request: string; readonly answer: string }>
> = {
  charge: { request: 'Charge', answer: 'Order' },
  openShown: { request: 'Opening', answer: 'OpenedOrder' },
  openLink: { request: 'Opening', answer: 'OpenedOrder' },
  query: { request: 'OrderQuery', answer: 'Order' },
  find: { request: 'ReferenceQuery', answer: 'Order' },
  reverse: { request: 'Reversal', answer: 'Order' },
  refund: { request: 'Refund', answer: 'RefundedOrder' },
  queryRefund: { request: 'RefundQuery', answer: 'RefundedOrder' },
  statement: { request: 'StatementQuery', answer: 'Statement' },
};

export function openApiDocument(): object {
  const paths: Record<string, object> = {};
  for (const name of operations) {
    const { path = '', method = 'GET' } = ownDialect.operations[name] ?? {};
    paths[path] = { [method.toLowerCase()]: operation(name, method, fieldsOfPath(path)) };
  }
  const schemas: Record<string, JsonSchema> = { Refusal: jsonSchemaOf(refusal) };
  for (const name of operations) {
    schemas[messageNames[name].answer] = jsonSchemaOf(answers[name]);
    if (ownDialect.operations[name]?.method === 'POST') {
      schemas[messageNames[name].request] = bodySchema(name);
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Acquirer protocol', version: '1.0.0', description: about },
    paths,
    components: {
      parameters: Object.fromEntries(
        signedRequest.map(([name, schema]) => [
          name,
          { name, in: 'header', required: true, schema },
        ]),
      ),
      schemas,
    },
  };
}

/** What is in the path is not repeated in the body. */
function bodySchema(name: Operation): JsonSchema {
  const schema = jsonSchemaOf(requests[name]);
  const inPath = new Set(fieldsOfPath(ownDialect.operations[name]?.path ?? ''));
  const isInBody = (field: string) => !inPath.has(field);
  return {
    ...schema,
    properties: Object.fromEntries(
      Object.entries(schema.properties ?? {}).filter(([field]) => isInBody(field)),
    ),
    required: (schema.required ?? []).filter(isInBody),
  };
}

function operation(name: Operation, method: 'GET' | 'POST', inPath: readonly string[]): object {
  const { properties = {} } = jsonSchemaOf(requests[name]);
  const parameters = Object.entries(properties)
    .filter(([field]) => method === 'GET' || inPath.includes(field))
    .map(([field, schema]) => ({
      name: field,
      in: inPath.includes(field) ? 'path' : 'query',
      required: true,
      schema,
    }));
  const detail = details[name];
  return {
    operationId: name,
    summary: summaries[name],
    ...(detail === undefined ? {} : { description: detail }),
    parameters: [
      ...signedRequest.map(([header]) => ({ $ref: `#/components/parameters/${header}` })),
      ...parameters,
    ],
    ...(method === 'POST'
      ? { requestBody: { required: true, content: json(messageNames[name].request) } }
      : {}),
    responses: {
      '200': answer('Done, or how things stand.', messageNames[name].answer),
      default: answer('Not done. `code` says why.', 'Refusal'),
    },
  };
}

function answer(description: string, schema: string): object {
  return { description, headers: signedAnswer, content: json(schema) };
}

function json(schema: string): object {
  return { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } };
}
