import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { examineBatch } from '../../../hub/batch.ts';
import { chainStart } from '../../../main/contract/sync/chain.ts';
import type { JournalRecord } from '../../../main/contract/sync/record.ts';
import type { IngestAnswer } from '../../../main/contract/sync/wire.ts';
import type { HubReply } from '../../../main/sync/hub-client.ts';
import { createUploader } from '../../../main/sync/uploader.ts';
import { createTestJournal } from '../../hub/test-journal.ts';
import { createVirtualClock, settle } from './virtual-clock.ts';

const { privateKey } = generateKeyPairSync('ed25519');
const publicKey = createPublicKey(privateKey);
const unanswered: HubReply<IngestAnswer> = { kind: 'unanswered', reason: 'lost' };

/** The hub's own reading of batches, over a list instead of a database. */
function createModelHub() {
  const stored: JournalRecord[] = [];
  return {
    stored,
    ingest(records: readonly JournalRecord[]): HubReply<IngestAnswer> {
      const hashes = new Map(stored.map(({ seq, hash }) => [seq, hash]));
      const head = stored.at(-1) ?? chainStart;
      const examined = examineBatch(records, head, hashes, publicKey);
      stored.push(...examined.accepted.map(({ record }) => record));
      const acknowledgedSeq = examined.head.seq;
      return examined.fault
        ? { kind: 'refused', code: examined.fault.code, hubTime: 0, acknowledgedSeq }
        : { kind: 'answered', answer: { acknowledgedSeq, hubTime: 0 }, hubTime: 0 };
    },
  };
}

const step = fc.constantFrom(
  'pass',
  'lose-request',
  'lose-answer',
  'send-twice',
  'sell',
  'restart-terminal',
  'restore-hub',
  'switch-off-and-on',
);

describe('draining the tail, in virtual time', () => {
  it('brings every record once and in order, whatever the link, the hub and the terminal do', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const journal = createTestJournal(privateKey);
        const hub = createModelHub();
        const clock = createVirtualClock();
        const plan = [...steps];
        let hubWasRestored = false;

        const start = () => {
          const uploader = createUploader({
            tail: { ...journal.tail, readAfter: (seq) => journal.tail.readAfter(seq, 3, 10_000) },
            clock,
            report: (error) => {
              throw error;
            },
            changed() {},
            client: { ingest },
          });
          uploader.start();
          return uploader;
        };

        async function ingest(records: readonly JournalRecord[]) {
          const next = plan.shift();
          if (next === 'lose-request') return unanswered;
          const reply = hub.ingest(records);
          if (next === 'lose-answer') return unanswered;
          if (next === 'send-twice') return hub.ingest(records);
          if (next === 'restore-hub') {
            hub.stored.splice(Math.floor(hub.stored.length / 2));
            hubWasRestored = true;
          }
          if (next === 'sell') journal.appendSale(100);
          return reply;
        }

        for (let sale = 0; sale < 8; sale += 1) journal.appendSale(100);
        let uploader = start();
        const isDone = () => plan.length === 0 && hub.stored.length === journal.records.length;
        for (let turn = 0; turn < 200 && !isDone(); turn += 1) {
          if (plan[0] === 'restart-terminal') {
            plan.shift();
            await uploader.stop();
            uploader = start();
          } else if (plan[0] === 'switch-off-and-on') {
            plan.shift();
            uploader.setOffline(true);
            uploader.setOffline(false);
          }
          await clock.advance();
          if (!hubWasRestored) {
            expect(journal.tail.acknowledged()).toBeLessThanOrEqual(hub.stored.length);
          }
        }
        await uploader.stop();
        await settle();
        expect(hub.stored).toEqual(journal.records);
      }),
      { numRuns: 150 },
    );
  });
});
