/** What a statement's `$1`, `$2` … may be. Lists travel as one JSON text and `jsonb_to_recordset`. */
export type Parameter = string | number | boolean | null;

export type Queryable = {
  /** One statement. 64-bit integers come back as numbers; one beyond 2^53 throws RangeError. */
  query<Row extends object>(statement: string, parameters?: readonly Parameter[]): Promise<Row[]>;
};

/** PostgreSQL, wherever it runs. The same statements go to either engine. */
export type Database = Queryable & {
  readonly engine: 'postgresql' | 'pglite';
  /** Commits when `work` resolves, rolls back when it rejects. */
  transaction<Value>(work: (transaction: Queryable) => Promise<Value>): Promise<Value>;
  close(): Promise<void>;
};

/** PostgreSQL's type number of bigint, whose text both engines hand to a parser. */
export const bigintTypeId = 20;

export function parseBigint(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint beyond 2^53: ${text}`);
  return value;
}
