import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { restartExitCode } from '../../main/run.ts';
import { readHubTerminal } from '../support/records.ts';
import { Shop } from '../support/shop.ts';

const manager = { staffId: 'staff-chen', pin: '2222' };
const approval = { ...manager, reason: 'moved to another shop' };

let shop: Shop;

beforeEach(async () => {
  shop = await Shop.open();
  const terminal = await shop.startTerminal();
  await terminal.must('access.sign-in', manager);
  await shop.untilReady();
  await terminal.until(({ status }) => status.hub.unsent === 0, 'all is sent', 30_000);
});

afterEach(() => shop.close());

it('a terminal that is reset puts its data aside, and its last record is at the hub', async () => {
  await shop.terminal.must('terminal.reset', { approval });
  expect(await shop.terminal.exited).toBe(restartExitCode);
  const files = readdirSync(shop.dataDir);
  expect(files).not.toContain('terminal.sqlite');
  const kept = files.find((name) => /^terminal\.sqlite\.\d{4}-/.test(name));
  if (!kept) throw new Error(`nothing was put aside: ${files}`);
  const head = lastSeq(join(shop.dataDir, kept));
  expect(await readHubTerminal(shop.world)).toMatchObject({ headSeq: head });
});

it('a terminal that leaves its hub keeps its journal and goes on with it', async () => {
  await shop.terminal.must('terminal.sign-out', { approval });
  expect(await shop.terminal.exited).toBe(restartExitCode);
  const head = lastSeq(join(shop.dataDir, 'terminal.sqlite'));
  const again = await shop.startTerminal();
  expect(again.failure).toBeNull();
  expect(again.till?.status.hub.state).toBe('none');
  expect(lastSeq(join(shop.dataDir, 'terminal.sqlite'))).toBe(head);
});

function lastSeq(path: string): number {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    return Number(database.prepare('SELECT max(seq) AS seq FROM journal').get()?.seq);
  } finally {
    database.close();
  }
}
