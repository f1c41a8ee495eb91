import { arch, cpus, totalmem } from 'node:os';

/** One measured figure beside what it is held against, from the same run. */
export type Figure = {
  /** As in the list of figures: S1, S2 … */
  readonly id: string;
  readonly what: string;
  readonly unit: string;
  readonly p50: number;
  readonly p99: number;
  readonly reference: { readonly what: string; readonly value: number };
  /** The figure in references; what the bar is about. */
  readonly ratio: number;
  readonly bar: string;
};

/** The value below which `share` of the samples lie. @throws RangeError when there are none. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  if (value === undefined) throw new RangeError('no samples');
  return value;
}

export function machine(): string {
  const [cpu] = cpus();
  const memory = (totalmem() / 2 ** 30).toFixed(0);
  return `${cpus().length} × ${cpu?.model ?? 'unknown'}, ${memory} GiB, ${arch()}, Node ${process.version}`;
}

/** One JSON line a figure, then a table for people. */
export function print(figures: readonly Figure[]): void {
  for (const figure of figures) console.log(JSON.stringify({ ...figure, machine: machine() }));
  console.table(
    Object.fromEntries(
      figures.map(({ id, what, unit, p50, p99, reference, ratio, bar }) => [
        id,
        {
          what,
          p50: `${round(p50)} ${unit}`,
          p99: `${round(p99)} ${unit}`,
          reference: `${reference.what}: ${round(reference.value)} ${unit}`,
          ratio: round(ratio),
          bar,
        },
      ]),
    ),
  );
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
