import { ownDialect } from '../../main/payments/acquirer/own-dialect.ts';
import { readStatement } from '../../main/payments/acquirer/statement-file.ts';
import { readBill } from '../../main/payments/alipay/bill.ts';
import type { Attempt } from '../../main/payments/attempt.ts';
import type { StatementRow } from '../../main/payments/statement.ts';
import { readWechatBill } from '../../main/payments/wechat/bill.ts';
import * as acquirer from '../simulators/acquirer/bill.ts';
import * as alipay from '../simulators/alipay/bill.ts';
import * as wechat from '../simulators/wechat/bill.ts';
import { mchid } from '../simulators/wechat/keys.ts';

export const day = '2026-03-10';
export const timeZone = 'Asia/Shanghai';
/** This terminal among the fifty of the account. */
export const terminal = '00000001';
/** One row in so many is this terminal’s: three thousand payments, none of which the statement refunds. */
const oneOf = 330;

/** A way to write a provider's statement, and the terminal's own way to read it. */
export type StatementKind = {
  write(path: string, rows: number, hear: (ours: Ours) => void): Promise<unknown>;
  read(path: string): AsyncIterable<StatementRow>;
};

export type Ours = Pick<Attempt, 'orderNumber' | 'amountMinor'> & { readonly at: number };

type MadeRow = { readonly kind: string } & Ours;

export const statementKinds: Readonly<Record<string, StatementKind>> = {
  wechat: {
    write: (path, count, hear) =>
      wechat.writeWechatBill(
        path,
        deal(wechat.makeRows({ count, day }), hear, (row, number) => ({
          ...row,
          terminal: number,
        })),
      ),
    read: (path) => readWechatBill(path, mchid),
  },
  alipay: {
    write: (path, count, hear) =>
      alipay.writeAlipayBill(path, {
        day,
        rows: deal(alipay.madeUpRows(day, count), hear, (row, number) => ({
          ...row,
          terminalId: number,
        })),
      }),
    read: readBill,
  },
  acquirer: {
    write: (path, count, hear) =>
      acquirer.writeAcquirerBill(path, {
        rows: deal(acquirer.madeUpRows(day, count, terminal), hear, (row, number) => ({
          ...row,
          terminalNumber: number,
        })),
      }),
    read(path) {
      const { statement } = ownDialect;
      if (!statement) throw new Error('the documented protocol has statements');
      return readStatement(path, statement, timeZone);
    },
  },
};

/** Deals the rows of a statement out to fifty terminals, and says which payments are this one's. */
function* deal<Row extends MadeRow>(
  rows: Iterable<Row>,
  hear: (ours: Ours) => void,
  onTerminal: (row: Row, number: string) => Row,
): Generator<Row> {
  let nth = 0;
  for (const row of rows) {
    const isOurs = row.kind === 'payment' && nth % oneOf === 0;
    if (isOurs) hear(row);
    yield onTerminal(row, isOurs ? terminal : String(2 + (nth % 49)).padStart(8, '0'));
    nth += 1;
  }
}
