import type { HubErrorCode, IngestAnswer } from '../contract/sync/wire.ts';
import type { HubReply } from './hub-client.ts';
import type { SyncErrorCode } from './port.ts';

export type SentBatch = {
  /** What the hub was known to hold before. */
  readonly position: number;
  /** The batch's newest record; `position` when nothing was sent and the hub only asked. */
  readonly lastSentSeq: number;
  /** The journal's newest record when the batch was made. */
  readonly head: number;
};

export type UploadStep = {
  /** What the hub is known to hold now, of this very journal. It may have become less. */
  readonly position: number;
  readonly next: 'continue' | 'retry' | 'blocked';
  readonly errorCode: SyncErrorCode | null;
};

/** Refusals that another try of the same will not change. */
const blockingCodes: ReadonlySet<HubErrorCode> = new Set([
  'malformed',
  'too-large',
  'not-found',
  'unauthorised',
  'fork',
  'chain',
]);

/**
 * What an answer means. Only records of the batch just compared count as held: a number beyond it may
 * stand for other records, where a journal was restored from a backup.
 */
export function stepAfter(reply: HubReply<IngestAnswer>, sent: SentBatch): UploadStep {
  switch (reply.kind) {
    case 'unanswered':
      return { position: sent.position, next: 'retry', errorCode: 'unreachable' };
    case 'answered':
      return stepAfterAnswer(reply.answer.acknowledgedSeq, sent);
    case 'refused':
      return stepAfterRefusal(reply.code, reply.acknowledgedSeq ?? sent.position, sent);
  }
}

function stepAfterAnswer(hubSeq: number, sent: SentBatch): UploadStep {
  const position = Math.min(hubSeq, sent.lastSentSeq);
  // The hub holds records of this terminal that its journal does not know.
  if (hubSeq > sent.head) return { position, next: 'blocked', errorCode: 'fork' };
  const isStuck = sent.lastSentSeq > sent.position && position <= sent.position;
  return isStuck
    ? { position, next: 'retry', errorCode: 'gap' }
    : { position, next: 'continue', errorCode: null };
}

function stepAfterRefusal(code: HubErrorCode, hubSeq: number, sent: SentBatch): UploadStep {
  const { position, lastSentSeq } = sent;
  // The hub lost records, in a restore from a backup: they are sent again.
  if (code === 'gap' && hubSeq < position) {
    return { position: hubSeq, next: 'continue', errorCode: null };
  }
  // What came before a faulty record was stored.
  if (code === 'chain') {
    const held = Math.min(Math.max(hubSeq, position), lastSentSeq);
    return { position: held, next: 'blocked', errorCode: code };
  }
  return { position, next: blockingCodes.has(code) ? 'blocked' : 'retry', errorCode: code };
}
