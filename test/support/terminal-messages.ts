import type { Failure } from '../../main/contract/failure.ts';

/** What the terminal's process and whoever plays its window say to each other. */
export type ToTerminal =
  | { readonly id: number; readonly name: string; readonly input: unknown }
  /** Meet a defect that nobody catches. */
  | 'crash';

export type ToClient =
  | { readonly type: 'ready'; readonly failure: Failure | null }
  | { readonly type: 'reply'; readonly id: number; readonly reply: unknown }
  | { readonly type: 'push'; readonly topic: string; readonly payload: unknown };
