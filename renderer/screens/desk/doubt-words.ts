import type { DoubtRow } from '../../../main/contract/payments/queries.ts';
import { t, wordFor } from '../../text.ts';
import type { Health } from '../frame/mark.tsx';

/** The machines' states that look the same to a person. */
const asking: ReadonlySet<string> = new Set(['created', 'sent', 'unknown']);

/**
 * What is known of it, and what is being done or wants doing. A code or link that the customer has not
 * paid yet is no riddle: it waits.
 */
export function stateWords({ kind, state, way }: Pick<DoubtRow, 'kind' | 'state' | 'way'>): {
  readonly what: string;
  readonly todo: string;
} {
  const isOpen = kind === 'payment' && (way === 'link' || way === 'shown');
  const standing = asking.has(state) ? (isOpen ? 'waiting' : 'asking') : state;
  const word = `desk.${kind}.${standing}`;
  const what = wordFor(`desk.${kind}`, standing);
  // A state from a newer main has no sentence here: its name is better than nothing.
  return what === standing
    ? { what: t(`desk.${kind}`), todo: state }
    : { what, todo: wordFor(word, 'todo') };
}

const settled: ReadonlySet<string> = new Set(['paid', 'reversed', 'refunded', 'failed']);
const undecided: ReadonlySet<string> = new Set(['unresolved', 'unverified', 'late']);

/** Whether it is over, goes on by itself, or waits for a person. */
export function doubtHealth({ state }: Pick<DoubtRow, 'state'>): Health {
  if (settled.has(state)) return 'ready';
  return undecided.has(state) ? 'attention' : 'none';
}
