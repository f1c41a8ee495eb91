import type { Fact } from '../../parts/facts.tsx';
import { count, wordFor } from '../../text.ts';

/** Facts as main hands them out: names with words of their own where there are some. */
export function factRows(facts: Readonly<Record<string, string | number>>): readonly Fact[] {
  return Object.entries(facts).map(([name, value]) => ({
    name: wordFor('bench.fact', name),
    value: typeof value === 'number' ? count(value) : wordFor('bench.value', value),
  }));
}
