import type { JournalRecord } from '../contract/sync/record.ts';
import type { CataloguePage, HubErrorCode } from '../contract/sync/wire.ts';

/** The journal as the uploader sees it. What is not acknowledged is the queue. */
export type JournalTail = {
  /** Number of the newest committed record; 0 when there is none. */
  head(): number;
  /** Records after `seq`, in order: at least one if there is one, else within both bounds. */
  readAfter(seq: number, maxRecords: number, maxBytes: number): JournalRecord[];
  /** The newest record that the hub has confirmed; 0 when there is none. */
  acknowledged(): number;
  /** Durable; called with a number between `acknowledged()` and `head()` only. */
  acknowledge(seq: number): void;
  /** When the oldest unconfirmed record was made, UTC milliseconds; null when all are confirmed. */
  firstUnsentAt(): number | null;
};

/** Where the hub's catalogue goes. */
export type CatalogueSink = {
  /** The cursor of the last page applied; null before the first. */
  cursor(): string | null;
  /** Applies a page and remembers its cursor, in one transaction. */
  apply(page: CataloguePage): void;
};

export type SyncErrorCode = HubErrorCode | 'unreachable' | 'store';

/** What the status bar draws. */
export type SyncState = {
  readonly activity:
    | 'idle' // nothing to send
    | 'sending'
    | 'waiting' // a try failed; the next one is due by the back-off
    | 'blocked' // the hub refuses this journal; a person must look, tries go on slowly
    | 'paused'; // the network was switched off by hand
  /** The last exchange with the hub was answered. */
  readonly isOnline: boolean;
  readonly unsent: number;
  /** UTC milliseconds. */
  readonly unsentSince: number | null;
  readonly lastSuccessAt: number | null;
  /** Null after a success. */
  readonly lastErrorCode: SyncErrorCode | null;
  /** Hub's time minus the terminal's, by the last answer, in milliseconds. */
  readonly clockOffsetMs: number | null;
};

/** Time and chance, passed in so that a test can play them. */
export type SyncClock = {
  /** UTC milliseconds. */
  now(): number;
  /** From 0 to below 1. */
  random(): number;
  /** Calls `work` once after `delayMs`; the function returned calls it off. */
  after(delayMs: number, work: () => void): () => void;
};
