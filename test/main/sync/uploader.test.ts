import { describe, expect, it } from 'vitest';
import { limits } from '../../../main/contract/limits.ts';
import type { JournalRecord } from '../../../main/contract/sync/record.ts';
import type { HubErrorCode, IngestAnswer } from '../../../main/contract/sync/wire.ts';
import { backoffDelayMs } from '../../../main/sync/backoff.ts';
import type { HubReply } from '../../../main/sync/hub-client.ts';
import { createUploader } from '../../../main/sync/uploader.ts';
import { createTestJournal } from '../../hub/test-journal.ts';
import { createVirtualClock, settle } from './virtual-clock.ts';

type Answer = (records: readonly JournalRecord[]) => Promise<HubReply<IngestAnswer>>;

const hubTime = Date.UTC(2026, 2, 1);
const acknowledge = (acknowledgedSeq: number): HubReply<IngestAnswer> => ({
  kind: 'answered',
  answer: { acknowledgedSeq, hubTime },
  hubTime,
});
const refuse = (code: HubErrorCode, acknowledgedSeq: number): HubReply<IngestAnswer> => ({
  kind: 'refused',
  code,
  hubTime,
  acknowledgedSeq,
});
const unanswered: HubReply<IngestAnswer> = { kind: 'unanswered', reason: 'ECONNREFUSED' };

/** An uploader with ten sales to send, whose hub answers as `script.answer` says at the time. */
function given(first: Answer) {
  const journal = createTestJournal();
  for (let sale = 0; sale < 10; sale += 1) journal.appendSale(100);
  const clock = createVirtualClock();
  const script = { answer: first };
  const batches: number[][] = [];
  const reports: unknown[] = [];
  const uploader = createUploader({
    tail: journal.tail,
    clock,
    report: (error) => reports.push(error),
    changed() {},
    client: {
      ingest(records) {
        batches.push(records.map(({ seq }) => seq));
        return script.answer(records);
      },
    },
  });
  return { journal, clock, script, batches, reports, uploader };
}

const takeAll: Answer = async (records) => acknowledge(records.at(-1)?.seq ?? 10);

describe('the uploader', () => {
  it('sends the tail, says what is unsent since when, and then asks from time to time', async () => {
    const { journal, clock, batches, uploader } = given(takeAll);
    expect(uploader.state()).toMatchObject({ unsent: 10, unsentSince: expect.any(Number) });
    uploader.start();
    expect(uploader.state().activity).toBe('sending');
    await settle();
    expect(journal.tail.acknowledged()).toBe(10);
    expect(uploader.state()).toMatchObject({
      activity: 'idle',
      isOnline: true,
      unsent: 0,
      unsentSince: null,
      lastErrorCode: null,
      lastSuccessAt: clock.now(),
    });
    await clock.advance();
    expect(batches).toEqual([[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], []]);
  });

  it('sends a committed sale at once, and one at a time', async () => {
    const { journal, script, batches, uploader } = given(takeAll);
    uploader.start();
    await settle();
    const answers: (() => void)[] = [];
    script.answer = (records) =>
      new Promise((resolve) => {
        answers.push(() => resolve(acknowledge(records.at(-1)?.seq ?? 0)));
      });
    for (let sale = 0; sale < 3; sale += 1) {
      journal.appendSale(100);
      uploader.nudge();
    }
    expect(batches.slice(1)).toEqual([[11]]);
    answers.shift()?.();
    await settle();
    expect(batches.slice(1)).toEqual([[11], [12, 13]]);
  });

  it('waits longer after each failure, by chance and never beyond the bound; a sale does not hurry it', async () => {
    const { journal, clock, batches, uploader } = given(async () => unanswered);
    uploader.start();
    const waits: (number | undefined)[] = [];
    for (let failure = 0; failure < 10; failure += 1) {
      await settle();
      waits.push(clock.pendingMs()[0]);
      journal.appendSale(100);
      uploader.nudge();
      expect(clock.pendingMs()).toHaveLength(1);
      expect(uploader.state()).toMatchObject({ activity: 'waiting', lastErrorCode: 'unreachable' });
      await clock.advance();
    }
    expect(waits.slice(0, 4)).toEqual([250, 500, 1_000, 2_000]);
    expect(Math.max(...waits.map(Number))).toBe(limits.syncBackoffMaxMs / 2);
    expect(batches).toHaveLength(11);
    expect(journal.tail.acknowledged()).toBe(0);
  });

  it.each([0, 0.999_999])('keeps any wait within bounds at chance %d', (random) => {
    for (let failures = 1; failures < 2_000; failures += 7) {
      const waitMs = backoffDelayMs(failures, random);
      expect(waitMs).toBeGreaterThanOrEqual(0);
      expect(waitMs).toBeLessThan(limits.syncBackoffMaxMs);
    }
  });

  it('is silent while switched off, and sends at once when switched on', async () => {
    const { clock, script, batches, uploader } = given(async () => unanswered);
    uploader.start();
    await settle();
    uploader.setOffline(true);
    uploader.nudge();
    await settle();
    expect(uploader.state()).toMatchObject({ activity: 'paused', isOnline: false, unsent: 10 });
    expect(clock.pendingMs()).toEqual([]);
    expect(batches).toHaveLength(1);
    script.answer = takeAll;
    uploader.setOffline(false);
    await settle();
    expect(uploader.state()).toMatchObject({ activity: 'idle', unsent: 0, isOnline: true });
  });

  it('sends again what a restored hub no longer has, without unsaying what it acknowledged', async () => {
    const { journal, script, batches, uploader } = given(takeAll);
    uploader.start();
    await settle();
    script.answer = async (records) =>
      records[0]?.seq === 11 ? refuse('gap', 4) : takeAll(records);
    journal.appendSale(100);
    uploader.nudge();
    await settle();
    expect(batches.slice(1)).toEqual([[11], [5, 6, 7, 8, 9, 10, 11]]);
    expect(journal.tail.acknowledged()).toBe(11);
  });

  it('acknowledges no more than it sent, whatever the hub says it has', async () => {
    const { journal, uploader } = given(async () => acknowledge(5_000));
    uploader.start();
    await settle();
    expect(journal.tail.acknowledged()).toBe(10);
    expect(uploader.state()).toMatchObject({ activity: 'blocked', lastErrorCode: 'fork' });
  });

  it('acknowledges nothing of a journal that the hub knows another way, and asks for people', async () => {
    const { journal, clock, script, uploader } = given(async () => refuse('fork', 10));
    uploader.start();
    await settle();
    expect(journal.tail.acknowledged()).toBe(0);
    expect(uploader.state()).toMatchObject({
      activity: 'blocked',
      lastErrorCode: 'fork',
      unsent: 10,
    });
    script.answer = takeAll;
    await clock.advance();
    expect(uploader.state()).toMatchObject({ activity: 'idle', unsent: 0 });
  });

  it('acknowledges what the hub kept before a record it cannot take', async () => {
    const { journal, uploader } = given(async () => refuse('chain', 6));
    uploader.start();
    await settle();
    expect(journal.tail.acknowledged()).toBe(6);
    expect(uploader.state()).toMatchObject({ activity: 'blocked', unsent: 4 });
  });

  it('does not spin when a hub says yes and takes nothing', async () => {
    const { batches, uploader } = given(async () => acknowledge(0));
    uploader.start();
    await settle();
    expect(batches).toHaveLength(1);
    expect(uploader.state().activity).toBe('waiting');
  });

  it('tells of a journal that cannot be read, and tries again later', async () => {
    const { journal, clock, reports, uploader } = given(takeAll);
    const { readAfter } = journal.tail;
    journal.tail.readAfter = () => {
      throw new Error('disk I/O error');
    };
    uploader.start();
    await settle();
    expect(reports).toHaveLength(1);
    expect(uploader.state()).toMatchObject({ activity: 'waiting', lastErrorCode: 'store' });
    journal.tail.readAfter = readAfter;
    await clock.advance();
    expect(uploader.state()).toMatchObject({ activity: 'idle', unsent: 0 });
  });

  it('stops when told to, leaving the rest for another time', async () => {
    const { clock, batches, uploader } = given(async () => unanswered);
    uploader.start();
    await settle();
    await uploader.stop();
    uploader.nudge();
    expect(clock.pendingMs()).toEqual([]);
    expect(batches).toHaveLength(1);
  });
});
