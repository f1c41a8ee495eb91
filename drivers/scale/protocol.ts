import type { WeightReading } from '../contract.ts';

/** What one answer of a scale says. */
export type ScaleAnswer =
  /** Stable, by the scale's own word. */
  | { readonly kind: 'weight'; readonly reading: WeightReading }
  | { readonly kind: 'moving' }
  /** Overloaded, below zero, or in need of somebody: it weighs nothing until that is put right. */
  | { readonly kind: 'unable'; readonly why: string }
  /** No answer to this question that could be trusted. */
  | { readonly kind: 'unreadable'; readonly why: string };

/** A scale's language, as data: the questions, where an answer ends, and what it means. */
export type ScaleProtocol = {
  /** Null for scales that report by themselves. */
  readonly askWeight: Uint8Array | null;
  readonly zero: Uint8Array;
  /** Quiet between an answer and the next question. */
  readonly gapMs: number;
  /** The byte that ends an answer; null when each transfer is one whole report. */
  readonly end: number | null;
  /** An answer with its end. */
  readonly parse: (bytes: Uint8Array) => ScaleAnswer;
};

/** A byte that begins a text or ends a line, in all of these protocols. */
export const STX = 0x02;
export const ETX = 0x03;
export const LF = 0x0a;
export const CR = 0x0d;

export const moving: ScaleAnswer = { kind: 'moving' };

export function unable(why: string): ScaleAnswer {
  return { kind: 'unable', why };
}

export function unreadable(why: string): ScaleAnswer {
  return { kind: 'unreadable', why };
}

/** The weight, or that it cannot be one. */
export function weighed(reading: WeightReading | undefined): ScaleAnswer {
  return reading ? { kind: 'weight', reading } : unreadable('no weight that a scale could show');
}
