import type { ReferenceRule } from './scheme.ts';

/** Printable ASCII of 1 to `charactersMax`. */
export function label(charactersMax: number): RegExp {
  return new RegExp(`^[\\x20-\\x7e]{1,${charactersMax}}$`);
}

/** Whatever template 62 takes as a reference. */
export const anyReference: ReferenceRule = { field: '05', pattern: label(25), absent: null };

/** Null when just one value is given, else the tag to name in the fault. */
export function exactlyOne(tag: string, ...values: readonly (string | undefined)[]): string | null {
  return values.filter((value) => value !== undefined).length === 1 ? null : tag;
}
