/** Counts by name; names are made of parts, such as `attempt|wechat presented|paid`. */
export type Tally = Map<string, number>;

export function count(tally: Tally, name: string, by = 1): void {
  tally.set(name, (tally.get(name) ?? 0) + by);
}

export function merge(into: Tally, from: Iterable<[string, number]>): void {
  for (const [name, by] of from) count(into, name, by);
}

/** One line for each second part of a group, one column for each third part, with sums. */
export function tableOf(tally: Tally, group: string, columns: readonly string[]): string[] {
  const rows = [...tally.keys()].flatMap((name) => {
    const [of, row] = name.split('|');
    return of === group && row !== undefined ? [row] : [];
  });
  const cell = (row: string, column: string): number => tally.get(`${group}|${row}|${column}`) ?? 0;
  const names = [...new Set(rows)].sort();
  const lines = names.map((row) => {
    const cells = columns.map((column) => cell(row, column));
    return [row, ...cells.map(String), String(cells.reduce((sum, next) => sum + next, 0))];
  });
  const sums = columns.map((column) => names.reduce((sum, row) => sum + cell(row, column), 0));
  const total = sums.reduce((sum, next) => sum + next, 0);
  return align([[group, ...columns, 'all'], ...lines, ['all', ...sums.map(String), String(total)]]);
}

/** The first column to the left, numbers to the right. */
function align(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) =>
    row
      .map((text, column) => {
        const width = widths[column] ?? 0;
        return column === 0 ? text.padEnd(width) : text.padStart(width);
      })
      .join('  ')
      .trimEnd(),
  );
}
