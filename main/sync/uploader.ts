import { limits } from '../contract/limits.ts';
import type { HubClient } from './hub-client.ts';
import { createLoop } from './loop.ts';
import type { JournalTail, SyncClock, SyncErrorCode, SyncState } from './port.ts';
import { stepAfter, type UploadStep } from './upload-step.ts';

/** How often a hub that is owed nothing is asked whether it is there and what it holds. */
const idleProbeMs = 30_000;

export type UploaderParts = {
  readonly tail: JournalTail;
  readonly client: Pick<HubClient, 'ingest'>;
  readonly clock: SyncClock;
  /** Told of what the journal throws. */
  readonly report: (error: unknown) => void;
  /** The state may have changed. */
  readonly changed: () => void;
};

export type Uploader = {
  start(): void;
  /** Records were committed. */
  nudge(): void;
  setOffline(isOffline: boolean): void;
  state(): SyncState;
  stop(): Promise<void>;
};

/**
 * Drains the journal's tail to the hub: one batch at a time, in order, and for each batch only what
 * the hub said it holds is acknowledged. A lost answer is asked for by sending the batch again.
 */
export function createUploader(parts: UploaderParts): Uploader {
  const { tail, client, clock } = parts;
  let position = tail.acknowledged();
  let step: Pick<UploadStep, 'next' | 'errorCode'> = { next: 'continue', errorCode: null };
  let isOnline = false;
  let lastSuccessAt: number | null = null;
  let clockOffsetMs: number | null = null;

  const loop = createLoop({
    work: drain,
    everyMs: idleProbeMs,
    clock,
    report(error) {
      step = { next: 'retry', errorCode: 'store' };
      parts.report(error);
    },
    changed: parts.changed,
  });

  /** One exchange at least: with nothing to send it asks how far the hub is. */
  async function drain(signal: AbortSignal): Promise<boolean> {
    do {
      await exchange(signal);
      parts.changed();
    } while (step.next === 'continue' && position < tail.head() && !signal.aborted);
    return step.next === 'continue';
  }

  async function exchange(signal: AbortSignal): Promise<void> {
    const head = tail.head();
    const records = tail.readAfter(position, limits.batchRecords, limits.batchBytes);
    const lastSentSeq = records.at(-1)?.seq ?? position;
    const reply = await client.ingest(records, signal);
    if (reply.kind !== 'unanswered') clockOffsetMs = reply.hubTime - clock.now();
    isOnline = reply.kind !== 'unanswered';
    const result = stepAfter(reply, { position, lastSentSeq, head });
    position = result.position;
    if (position > tail.acknowledged()) tail.acknowledge(position);
    step = result;
    if (result.errorCode === null) lastSuccessAt = clock.now();
  }

  return {
    start: loop.start,
    nudge: loop.nudge,
    stop: loop.stop,
    setOffline(isOffline) {
      if (isOffline) isOnline = false;
      loop.setPaused(isOffline);
    },
    state() {
      const unsent = Math.max(0, tail.head() - position);
      return {
        activity: activityOf(loop.phase(), step.next, unsent),
        isOnline,
        unsent,
        unsentSince: tail.firstUnsentAt(),
        lastSuccessAt,
        lastErrorCode: step.errorCode satisfies SyncErrorCode | null,
        clockOffsetMs,
      };
    },
  };
}

function activityOf(
  phase: 'idle' | 'running' | 'waiting' | 'paused',
  next: UploadStep['next'],
  unsent: number,
): SyncState['activity'] {
  if (phase === 'paused') return 'paused';
  if (next === 'blocked') return 'blocked';
  if (phase === 'waiting') return 'waiting';
  return phase === 'running' && unsent > 0 ? 'sending' : 'idle';
}
