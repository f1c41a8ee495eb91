/** One thing that is not as the terminal wrote it. */
export type Finding = {
  /** The record it concerns; null when it is not about one record. */
  readonly seq: number | null;
  readonly what: Fault;
  /** Where to look and what is there, in English. */
  readonly where: string;
};

/**
 * - `missing`: a record is not there
 * - `repeated`: the text of a record stands there once more
 * - `misplaced`: the text of another record stands there
 * - `body`, `hash`, `signature`, `column`: that part of the record was changed
 * - `link`: does not follow the record before it
 * - `key`: there is no key to check signatures with, or it is not the one expected
 * - `tail`: the end of the journal is not where the terminal, a sale or the caller says
 * - `sale`, `refund`: the tables that reports read disagree with the record
 */
export type Fault =
  | 'missing'
  | 'repeated'
  | 'misplaced'
  | 'body'
  | 'hash'
  | 'signature'
  | 'column'
  | 'link'
  | 'key'
  | 'tail'
  | 'sale'
  | 'refund';

export function describe({ seq, what, where }: Finding): string {
  return `${seq === null ? 'journal' : `record ${seq}`}: ${what}: ${where}`;
}
