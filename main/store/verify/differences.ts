/** Columns of a row, or members of a payload, by name. */
export type Values = Readonly<Record<string, unknown>>;

/** What a row says otherwise than its record; empty when they agree. */
export function differences(row: Values, expected: Values): string {
  return Object.entries(expected)
    .filter(([column, value]) => row[column] !== value)
    .map(([column, value]) => `${column} is ${row[column]}, the record says ${value}`)
    .join('; ');
}

export function list(value: unknown): readonly Values[] {
  return Array.isArray(value) ? value : [];
}
