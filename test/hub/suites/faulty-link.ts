import { expect, it } from 'vitest';
import { createHubClient } from '../../../main/sync/hub-client.ts';
import type { SyncClock } from '../../../main/sync/port.ts';
import { systemClock } from '../../../main/sync/system-clock.ts';
import { createUploader } from '../../../main/sync/uploader.ts';
import { startFaultyLink } from '../faulty-link.ts';
import { createTestJournal } from '../test-journal.ts';
import { enrolTestTerminal, type TestTerminal } from '../test-terminal.ts';
import type { Given } from './given.ts';

const salesEach = 200;
const endTimeoutMs = 25_000;

/** The machine's clock, with a time-out of half a second and back-offs of nothing. */
const hastyClock: SyncClock = {
  ...systemClock,
  random: () => 0,
  after: (delayMs, work) => systemClock.after(delayMs / 20, work),
};

/** R4 of the quality page, on real sockets. */
export function testFaultyLink(given: Given): void {
  it.each([1, 2])('brings each sale of two tills once and in order, seed %i', async (seed) => {
    const { database, hub } = given();
    const link = await startFaultyLink(hub.origin, seed);
    const terminals = await Promise.all([
      enrolTestTerminal(hub, createTestJournal()),
      enrolTestTerminal(hub, createTestJournal()),
    ]);
    await Promise.all(terminals.map((terminal) => sellThrough(link.origin, terminal)));
    await link.close();
    expect(link.faults()).toBeGreaterThan(10);
    for (const { terminalId, journal } of terminals) {
      const rows = await database.query<{ hash: string }>(
        'SELECT hash FROM journal_record WHERE terminal_id = $1 ORDER BY seq',
        [terminalId],
      );
      expect(rows.map(({ hash }) => hash)).toEqual(journal.records.map(({ hash }) => hash));
      const [sales] = await database.query(
        'SELECT count(*) AS count, sum(total_minor)::bigint AS total FROM sale WHERE terminal_id = $1',
        [terminalId],
      );
      expect(sales).toEqual({ count: salesEach, total: salesEach * 100 });
    }
  });
}

/** Commits sales while the uploader is at work, and waits until the hub has said that it has them all. */
async function sellThrough(origin: string, terminal: TestTerminal): Promise<void> {
  const { terminalId, journal } = terminal;
  const { tail, privateKey } = journal;
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`stuck: ${JSON.stringify(uploader.state())}`));
    }, endTimeoutMs);
    const uploader = createUploader({
      tail: { ...tail, readAfter: (seq, _records, bytes) => tail.readAfter(seq, 16, bytes) },
      client: createHubClient({ origin, terminalId, privateKey, clock: hastyClock }),
      clock: hastyClock,
      report: reject,
      changed() {
        if (tail.acknowledged() < salesEach) return;
        clearTimeout(timer);
        uploader.stop().then(resolve, reject);
      },
    });
    uploader.start();
    const sell = () => {
      journal.appendSale(100);
      uploader.nudge();
      if (journal.records.length < salesEach) setImmediate(sell);
    };
    sell();
  });
}
