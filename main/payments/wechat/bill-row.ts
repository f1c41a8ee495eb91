import { PosError } from '../../contract/failure.ts';
import type { StatementRow } from '../statement.ts';
import { reversalRefundNumber } from './reversal-number.ts';
import { columnNames } from './words.ts';
import { minorOfYuan } from './yuan.ts';

type ColumnName = keyof typeof columnNames;

export type BillColumns = Readonly<Record<ColumnName, number>> & { readonly count: number };

/** Where each column stands: WeChat has added some over the years, so they are found by name. */
export function readHeader(text: string): BillColumns {
  const titles = text.split(',');
  const at = (name: ColumnName): number => {
    const place = titles.indexOf(columnNames[name]);
    if (place === -1) throw unreadable(1, `the column ${columnNames[name]} is missing`);
    return place;
  };
  return {
    count: titles.length,
    at: at('at'),
    merchant: at('merchant'),
    terminal: at('terminal'),
    transaction: at('transaction'),
    order: at('order'),
    state: at('state'),
    currency: at('currency'),
    refund: at('refund'),
    refundedYuan: at('refundedYuan'),
    refundState: at('refundState'),
    feeYuan: at('feeYuan'),
    orderYuan: at('orderYuan'),
    askedYuan: at('askedYuan'),
  };
}

/** Each cell begins with a back-tick, so that a comma inside a name does not divide it. */
export function cellsOf(text: string): string[] {
  return text.slice(1).split(',`');
}

/** Refunds that came back to the merchant: nothing went to the customer. */
const failedRefundStates: ReadonlySet<string> = new Set(['FAIL', 'CHANGE']);

/**
 * One row in the terminal's terms; null for a refund that failed.
 * @throws PosError `statement.unreadable` with the line.
 */
export function readRow(
  text: string,
  columns: BillColumns,
  merchant: string,
  line: number,
): StatementRow | null {
  const cells = cellsOf(text);
  if (cells.length !== columns.count) {
    throw unreadable(line, `${cells.length} cells under ${columns.count} titles`);
  }
  const cell = (name: ColumnName): string => cells[columns[name]] ?? '';
  if (cell('merchant') !== merchant) throw unreadable(line, 'another merchant');
  if (cell('currency') !== 'CNY') throw unreadable(line, 'another currency');
  const minor = (name: ColumnName): number => {
    const value = minorOfYuan(cell(name));
    if (value === null) throw unreadable(line, `${columnNames[name]} is no amount`);
    return value;
  };
  const orderNumber = cell('order');
  const row = {
    orderNumber,
    providerRef: cell('transaction'),
    feeMinor: minor('feeYuan'),
    at: timeOf(cell('at'), line),
    terminal: cell('terminal') || null,
  };
  switch (cell('state')) {
    case 'SUCCESS':
      return { ...row, kind: 'payment', refundNumber: null, amountMinor: paid(minor, line) };
    case 'REFUND':
      if (failedRefundStates.has(cell('refundState'))) return null;
      return {
        ...row,
        kind: 'refund',
        refundNumber: refundNumberOf(cell('refund'), orderNumber),
        amountMinor: givenBack(minor, line),
      };
    case 'REVOKED':
      return { ...row, kind: 'refund', refundNumber: null, amountMinor: revoked(minor, line) };
    default:
      throw unreadable(line, 'a state that is not known');
  }
}

type Minor = (name: ColumnName) => number;

/** What was charged, vouchers included: the number that the terminal knows. */
function paid(minor: Minor, line: number): number {
  return positive([minor('orderYuan')], line);
}

function givenBack(minor: Minor, line: number): number {
  return positive([minor('askedYuan'), minor('refundedYuan')], line);
}

/** A reversal gives all of it back; WeChat's pages do not say in which of the columns. */
function revoked(minor: Minor, line: number): number {
  return positive([minor('askedYuan'), minor('refundedYuan'), minor('orderYuan')], line);
}

/** The first that says something. */
function positive(amounts: readonly number[], line: number): number {
  const amountMinor = amounts.find((amount) => amount !== 0) ?? 0;
  if (amountMinor <= 0) throw unreadable(line, 'no positive amount');
  return amountMinor;
}

/** WeChat writes 0 where there is none. What this terminal gave back to reverse is a reversal. */
function refundNumberOf(text: string, orderNumber: string): string | null {
  const isNone = text === '' || text === '0' || text === reversalRefundNumber(orderNumber);
  return isNone ? null : text;
}

/** `2026-01-31 23:59:59` in China, which has known no other time than UTC+8 since 1991. */
function timeOf(text: string, line: number): number | null {
  if (text === '') return null;
  const found = /^([0-9]{4}-[0-9]{2}-[0-9]{2}) +([0-9]{2}:[0-9]{2}:[0-9]{2})$/.exec(text);
  const atMs = found ? Date.parse(`${found[1]}T${found[2]}+08:00`) : Number.NaN;
  if (Number.isNaN(atMs)) throw unreadable(line, 'no time');
  return atMs;
}

export function unreadable(line: number, message: string, cause?: unknown): PosError {
  return new PosError(
    { code: 'statement.unreadable', message, retry: 'after-fix', data: { line } },
    cause === undefined ? {} : { cause },
  );
}
