import { PosError } from '../../contract/failure.ts';
import type { StatementRow } from '../statement.ts';
import { names, optionalNames, plainName, refundWord } from './bill-words.ts';
import { beijingTimeOf } from './time.ts';
import { fenOf } from './yuan.ts';

type Column = keyof typeof names | keyof typeof optionalNames;
type Columns = { readonly count: number; readonly at: Readonly<Partial<Record<Column, number>>> };

/** Reads the lines of a detail file one after the other. */
export class BillRows {
  #columns: Columns | null = null;
  #line = 0;

  /**
   * The row of a line; null for the header, a remark (`#…`) or an empty line.
   * @throws PosError `statement.unreadable`
   */
  read(line: string): StatementRow | null {
    this.#line += 1;
    if (line.startsWith('#') || line.trim() === '') return null;
    const cells = line.split(',').map((cell) => cell.trim());
    if (this.#columns) return this.#row(joinSubject(cells, this.#columns), this.#columns);
    this.#columns = this.#header(cells);
    return null;
  }

  /** Called at the end: a file without a header was something else. */
  end(): void {
    if (!this.#columns) throw unreadable(this.#line, 'the file has no header');
  }

  fail(why: string, cause?: unknown): PosError {
    return unreadable(this.#line, why, cause);
  }

  #header(cells: readonly string[]): Columns {
    const plain = cells.map(plainName);
    const at: Partial<Record<Column, number>> = {};
    for (const [column, name] of entriesOf({ ...names, ...optionalNames })) {
      const index = plain.indexOf(name);
      if (index >= 0) at[column] = index;
      else if (column in names) throw this.fail(`the header has no ${name}`);
    }
    return { count: cells.length, at };
  }

  #row(cells: readonly string[], { count, at }: Columns): StatementRow {
    if (cells.length !== count) throw this.fail(`${cells.length} cells, not ${count}`);
    const cell = (column: Column): string => {
      const index = at[column];
      return index === undefined ? '' : (cells[index] ?? '');
    };
    const amount = this.#fen(cell('amount'));
    const fee = this.#fen(cell('fee') || '0');
    // Kinds that are no trade (a deposit of the merchant's, say) are told by their sign.
    const isRefund = cell('kind').includes(refundWord) || amount < 0;
    const refundNumber = cell('refundNumber');
    const isReversal = refundNumber === '' || refundNumber === cell('orderNumber');
    return {
      kind: isRefund ? 'refund' : 'payment',
      orderNumber: cell('orderNumber'),
      refundNumber: isRefund && !isReversal ? refundNumber : null,
      providerRef: cell('tradeNo'),
      amountMinor: Math.abs(amount),
      feeMinor: isRefund && fee !== 0 ? -Math.abs(fee) : Math.abs(fee),
      at: this.#time(cell('endedAt') || cell('createdAt')),
      terminal: cell('terminal') || null,
    };
  }

  #fen(text: string): number {
    const fen = fenOf(text);
    if (fen === null) throw this.fail('an amount that is none');
    return fen;
  }

  #time(text: string): number | null {
    if (text === '') return null;
    const at = beijingTimeOf(text);
    if (at === null) throw this.fail('a time that is none');
    return at;
  }
}

/** Nothing is quoted in these files, so that a comma in a subject looks like more cells. */
function joinSubject(cells: string[], { count, at }: Columns): string[] {
  const surplus = cells.length - count;
  const subject = at.subject;
  if (surplus <= 0 || subject === undefined) return cells;
  return [
    ...cells.slice(0, subject),
    cells.slice(subject, subject + surplus + 1).join(','),
    ...cells.slice(subject + surplus + 1),
  ];
}

function entriesOf(columns: Record<Column, string>): [Column, string][] {
  return Object.entries(columns).filter((entry): entry is [Column, string] => isColumn(entry[0]));
}

function isColumn(name: string): name is Column {
  return Object.hasOwn(names, name) || Object.hasOwn(optionalNames, name);
}

function unreadable(line: number, message: string, cause?: unknown): PosError {
  const failure = {
    code: 'statement.unreadable',
    message,
    retry: 'after-fix',
    data: { line },
  } as const;
  return new PosError(failure, cause === undefined ? {} : { cause });
}
