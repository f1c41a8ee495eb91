import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { hubPaths } from '../../main/contract/sync/wire.ts';
import { enrolTerminal } from '../../main/sync/enrol.ts';
import { createHubClient } from '../../main/sync/hub-client.ts';
import { systemClock } from '../../main/sync/system-clock.ts';
import { createUploader } from '../../main/sync/uploader.ts';
import { seededRandom } from './faulty-link.ts';
import { killHubProcesses, startHubProcess } from './hub-process.ts';
import { testAdminToken } from './test-hub.ts';
import { createTestJournal, testDay } from './test-journal.ts';

const saleCount = 120;
const batchRecords = 5;
const kills = new Set([4, 13]);
const code = 'PLANTED-CODE-93';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'saoma-hub-'));
});
afterEach(async () => {
  killHubProcesses();
  await rm(folder, { recursive: true, force: true });
});

it('loses and doubles nothing when the hub is killed in the middle of batches', {
  timeout: 180_000,
}, async () => {
  const random = seededRandom(7);
  const start = () => startHubProcess(['--data', folder, '--enrolment-code', code]);
  let running = await start();
  await expect(start()).rejects.toThrow('another hub is using');

  const journal = createTestJournal();
  const { privateKey, tail } = journal;
  const enrolled = await enrolTerminal({
    origin: running.origin,
    code,
    terminalName: '1',
    privateKey,
    clock: systemClock,
  });
  if (!enrolled.ok) throw new Error(enrolled.error.message);
  const { terminalId } = enrolled.value;
  for (let sale = 0; sale < saleCount; sale += 1) journal.appendSale(100 + sale);

  let batches = 0;
  await new Promise<void>((resolve, reject) => {
    const uploader = createUploader({
      tail: { ...tail, readAfter: (seq, _, bytes) => tail.readAfter(seq, batchRecords, bytes) },
      clock: { ...systemClock, random: () => 0 },
      report: reject,
      changed() {
        if (tail.acknowledged() === saleCount) uploader.stop().then(resolve, reject);
      },
      client: {
        async ingest(records, signal) {
          batches += 1;
          const connection = { terminalId, privateKey, clock: systemClock };
          const client = createHubClient({ ...connection, origin: running.origin });
          const reply = client.ingest(records, signal);
          if (!kills.has(batches)) return await reply;
          await new Promise((killNow) => setTimeout(killNow, random() * 12));
          await running.end('SIGKILL');
          const [killed, next] = await Promise.all([reply, start()]);
          running = next;
          return killed;
        },
      },
    });
    uploader.start();
  });

  expect(batches).toBeGreaterThanOrEqual(saleCount / batchRecords);
  const headers = { authorization: `Bearer ${testAdminToken}` };
  const path = `${hubPaths.dayReport}?businessDay=${testDay}`;
  const report = await (await fetch(running.origin + path, { headers })).json();
  const totalMinor = saleCount * 100 + (saleCount * (saleCount - 1)) / 2;
  expect(report.stores).toMatchObject([
    {
      saleCount,
      totalMinor,
      tenders: [{ kind: 'cash', count: saleCount, amountMinor: totalMinor }],
    },
  ]);
  expect(await running.end('SIGTERM')).toBe(0);
  expect(running.logged()).not.toContain(code);
});
