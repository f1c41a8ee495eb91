import { walletIds } from '../../contract/payments/names.ts';
import type { Dialect, DialectOperation } from './dialect.ts';
import { answers, type Operation, requests } from './protocol.ts';
import { orderStates, refundStates, replyCodes, statementKinds } from './words.ts';

/** A statement's header in the protocol as documented. */
export const statementColumns = {
  kind: 'kind',
  orderNumber: 'order_number',
  refundNumber: 'refund_number',
  reference: 'reference',
  amount: 'amount',
  fee: 'fee',
  time: 'time',
  terminalNumber: 'terminal_number',
} as const;

/** The protocol as documented: every name and word is ours. */
export const ownDialect: Dialect = {
  name: 'Acquirer protocol 1',
  headers: {
    merchant: 'Acquirer-Merchant',
    timestamp: 'Acquirer-Timestamp',
    nonce: 'Acquirer-Nonce',
    signature: 'Acquirer-Signature',
  },
  amount: 'fen',
  time: 'iso',
  timeZone: 'Asia/Shanghai',
  currency: 'CNY',
  wallets: same([...walletIds, 'emv']),
  operations: {
    charge: operation('charge', 'POST', '/v1/charges'),
    openShown: operation('openShown', 'POST', '/v1/shown-orders'),
    openLink: operation('openLink', 'POST', '/v1/links'),
    query: operation('query', 'GET', '/v1/orders/{orderNumber}'),
    find: operation('find', 'GET', '/v1/orders-by-reference/{reference}'),
    reverse: operation('reverse', 'POST', '/v1/orders/{orderNumber}/reversal'),
    refund: operation('refund', 'POST', '/v1/refunds'),
    queryRefund: operation('queryRefund', 'GET', '/v1/refunds/{refundNumber}'),
    statement: operation('statement', 'GET', '/v1/statements/{day}'),
  },
  codes: same(replyCodes),
  orderStates: same(orderStates),
  refundStates: same(refundStates),
  statement: {
    extension: 'csv.gz',
    delimiter: ',',
    amount: 'fen-text',
    time: 'iso',
    columns: statementColumns,
    kinds: same(statementKinds),
  },
};

function operation(name: Operation, method: 'GET' | 'POST', path: string): DialectOperation {
  return {
    method,
    path,
    constants: {},
    request: same(Object.keys(requests[name].entries)),
    answer: same(Object.keys(answers[name].entries)),
    implies: {},
  };
}

function same<Word extends string>(words: readonly Word[]): { [Key in Word]: Key } {
  return Object.fromEntries(words.map((word) => [word, word])) as { [Key in Word]: Key };
}
