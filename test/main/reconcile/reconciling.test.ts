import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { localDay } from '../../../main/domain/business-day.ts';
import type { PaymentProvider } from '../../../main/payments/provider.ts';
import { createWechat } from '../../../main/payments/wechat/wechat.ts';
import { simulatorAccount } from '../../simulators/wechat/account.ts';
import { billPieces, makeRows, writeWechatBill } from '../../simulators/wechat/bill.ts';
import { openKeys } from '../../simulators/wechat/keys.ts';
import { codeFor } from '../../simulators/wechat/scenarios.ts';
import { startWechatSimulator, type WechatSimulator } from '../../simulators/wechat/server.ts';
import { newTill, type Till } from '../store/fixture/till.ts';
import { attempt, timeZone } from './ledger.ts';
import { ReconcilingLab } from './reconciling-lab.ts';

const accountId = 'wechat';

let world: Till;
let simulator: WechatSimulator;
let wechat: PaymentProvider;
let lab: ReconcilingLab;
let nth = 0;

beforeAll(async () => {
  world = newTill();
  simulator = await startWechatSimulator(openKeys(world.folder), 5);
  wechat = createWechat(simulatorAccount(simulator.origin, world.folder), { now: Date.now });
});
afterAll(async () => {
  await simulator.close();
  world.clear();
});
beforeEach(() => {
  lab = new ReconcilingLab();
  lab.providers.push(wechat);
});
afterEach(() => lab.clear());

/** A payment that both sides know. @returns the provider's day of it. */
async function pay(amountMinor: number): Promise<string> {
  nth += 1;
  const orderNumber = `order_${nth}`;
  const sentAt = Date.now();
  const charge = { code: codeFor('paid', nth), description: 'Corner shop', expiresAt: 0 };
  const order = { orderNumber, way: 'presented', amountMinor } as const;
  expect(await wechat.charge({ ...charge, ...order })).toMatchObject({ kind: 'paid' });
  lab.store.attempts.keep(attempt(orderNumber, { orderNumber, amountMinor, sentAt }));
  return localDay(Date.now(), timeZone);
}

function kept(): string[] {
  return readdirSync(join(lab.till.folder, 'statements'));
}

/** Yesterday's bill of so many rows, of another terminal but for the first one. */
async function bringBill(file: string, count = 20): Promise<string> {
  const day = localDay(lab.nowMs - 24 * 3_600_000, timeZone);
  const rows = [...makeRows({ count, day })].map((row, place) => ({
    ...row,
    terminal: place === 0 ? 'T001' : 'T002',
  }));
  await writeWechatBill(join(lab.till.folder, 'inbox', file), rows);
  return day;
}

describe('a statement that is fetched', () => {
  it('is compared, kept for the owner alone, and journalled with its digest and its sums', async () => {
    const day = await pay(1_250);
    await pay(4_000);
    expect(lab.refusal('reconcile.fetch', { accountId, day })).toBeNull();
    expect(lab.day(accountId, day).state).toBe('reading');
    const shown = await lab.read(accountId, day);
    expect(shown).toMatchObject({ state: 'open', failure: null, provider: 'wechat' });
    const file = join(lab.till.folder, 'statements', `wechat-${day}.csv.gz`);
    expect(kept()).toEqual([`wechat-${day}.csv.gz`]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const imported = lab.journal().find(({ kind }) => kind === 'statement.imported');
    expect(imported).toMatchObject({
      actor: 'staff-wang',
      payload: {
        accountId,
        day,
        sha256: createHash('sha256').update(readFileSync(file)).digest('hex'),
        matched: shown.matched,
        netMinor: shown.netMinor,
      },
    });
    expect(lab.reports).toEqual([]);
  });

  it('is not ready yet: that stands beside the day, and nothing is kept', async () => {
    simulator.nextBill('bill-creating');
    const day = localDay(lab.nowMs, timeZone);
    lab.give('reconcile.fetch', { accountId, day });
    const shown = await lab.read(accountId, day);
    expect(shown).toMatchObject({ state: 'failed', failure: 'statement.not-ready' });
    expect(kept()).toEqual([]);
  });

  it('is of an account that has statements, and of a day of the calendar', () => {
    const day = localDay(lab.nowMs, timeZone);
    expect(lab.refusal('reconcile.fetch', { accountId: 'till-code', day })).toBe(
      'payment.not-configured',
    );
    expect(lab.refusal('reconcile.fetch', { accountId, day: '2026-02-30' })).toBe(
      'invalid_command',
    );
  });
});

describe('a statement that is brought', () => {
  it('is read as one that was fetched', async () => {
    const day = await bringBill('bill.csv.gz');
    lab.give('reconcile.import', { accountId, day, file: 'bill.csv.gz' });
    expect(await lab.read(accountId, day)).toMatchObject({
      state: 'open',
      elsewhere: { count: 19 },
      differences: 1,
      openDifferences: 1,
    });
  });

  it('is asked for once at a time', async () => {
    const day = await bringBill('bill.csv.gz');
    const input = { accountId, day, file: 'bill.csv.gz' };
    expect(lab.refusal('reconcile.import', input)).toBeNull();
    expect(lab.refusal('reconcile.import', input)).toBe('reconcile.reading');
    await lab.read(accountId, day);
  });

  it.each([
    ['is not there', null],
    ['is no statement', 'hello'],
    ['was cut off', gzipSync('\uFEFF交易时间')],
  ])('%s: the day says so, and shows what was read before', async (_, content) => {
    const day = await bringBill('bill.csv.gz');
    if (content !== null) writeFileSync(join(lab.till.folder, 'inbox', 'bad'), content);
    lab.give('reconcile.import', { accountId, day, file: 'bad' });
    expect(await lab.read(accountId, day)).toMatchObject({
      state: 'failed',
      failure: 'statement.unreadable',
    });
    lab.give('reconcile.import', { accountId, day, file: 'bill.csv.gz' });
    await lab.read(accountId, day);
    const good = readFileSync(join(lab.till.folder, 'statements', `wechat-${day}.csv.gz`));
    lab.give('reconcile.import', { accountId, day, file: 'bad' });
    expect(await lab.read(accountId, day)).toMatchObject({
      state: 'open',
      failure: 'statement.unreadable',
      differences: 1,
    });
    expect(kept()).toEqual([`wechat-${day}.csv.gz`]);
    expect(readFileSync(join(lab.till.folder, 'statements', `wechat-${day}.csv.gz`))).toEqual(good);
    expect(lab.reports).toEqual([]);
  });

  it('that fails in the middle leaves nothing, and another begins afresh', async () => {
    const day = await bringBill('bill.csv.gz', 200);
    const rows = [...makeRows({ count: 200, day })];
    const text = [...billPieces(rows)].join('').replace(/\n[^\n]*\n[^\n]*\n?$/, '\nnonsense\n');
    writeFileSync(join(lab.till.folder, 'inbox', 'bad.csv.gz'), gzipSync(text));
    lab.give('reconcile.import', { accountId, day, file: 'bad.csv.gz' });
    expect(await lab.read(accountId, day)).toMatchObject({ state: 'failed', differences: 0 });
    expect(lab.store.reconciliation.differences(accountId, day, 0, 50)).toEqual([]);
    lab.give('reconcile.import', { accountId, day, file: 'bill.csv.gz' });
    expect(await lab.read(accountId, day)).toMatchObject({ state: 'open', differences: 1 });
  });

  it('leaves the day as it was when the terminal ends in the middle', async () => {
    const day = await bringBill('bill.csv.gz', 30_000);
    lab.give('reconcile.import', { accountId, day, file: 'bill.csv.gz' });
    while (lab.day(accountId, day).rowsRead === 0) await new Promise(setImmediate);
    lab.restart();
    expect(lab.day(accountId, day)).toMatchObject({ state: 'none', differences: 0 });
    lab.give('reconcile.import', { accountId, day, file: 'bill.csv.gz' });
    expect(await lab.read(accountId, day)).toMatchObject({ state: 'open', differences: 1 });
    expect(lab.reports).toEqual([]);
  });
});

describe('working a day off', () => {
  async function readDay() {
    const day = await bringBill('bill.csv.gz');
    lab.give('reconcile.import', { accountId, day, file: 'bill.csv.gz' });
    await lab.read(accountId, day);
    const [difference] = lab.store.reconciliation.differences(accountId, day, 0, 50);
    if (!difference) throw new Error('there is no difference');
    return { day, differenceId: difference.differenceId };
  }

  it('needs a reason for each difference, and closes only when none is open, by name', async () => {
    const { day, differenceId } = await readDay();
    expect(lab.refusal('reconcile.close', { accountId, day })).toBe('reconcile.open-differences');
    const settle = { differenceId, resolution: 'claimed' } as const;
    expect(lab.refusal('reconcile.settle', { ...settle, reason: '  ' })).toBe('invalid_command');
    expect(lab.refusal('reconcile.settle', { ...settle, reason: 'rang them' })).toBeNull();
    expect(lab.store.reconciliation.differences(accountId, day, 0, 50)).toMatchObject([
      { resolution: 'claimed', reason: 'rang them', resolvedBy: 'Wang' },
    ]);
    expect(lab.refusal('reconcile.close', { accountId, day })).toBeNull();
    expect(lab.day(accountId, day)).toMatchObject({
      state: 'closed',
      closedBy: 'Wang',
      closedAt: lab.nowMs,
      openDifferences: 0,
      differences: 1,
    });
    const facts = lab.journal().map(({ kind, actor }) => `${kind} by ${actor}`);
    expect(facts).toEqual([
      'statement.imported by staff-wang',
      'difference.resolved by staff-wang',
      'day.reconciled by staff-wang',
    ]);
  });

  it('is over when the day is closed: nothing is settled, read or closed again', async () => {
    const { day, differenceId } = await readDay();
    const settle = { differenceId, resolution: 'claimed', reason: 'rang them' } as const;
    lab.give('reconcile.settle', settle);
    lab.give('reconcile.close', { accountId, day });
    const refusals = [
      lab.refusal('reconcile.settle', settle),
      lab.refusal('reconcile.close', { accountId, day }),
      lab.refusal('reconcile.fetch', { accountId, day }),
      lab.refusal('reconcile.import', { accountId, day, file: 'bill.csv.gz' }),
    ];
    expect(refusals).toEqual(Array.from({ length: 4 }, () => 'reconcile.closed'));
  });

  it('a difference may be settled otherwise as long as the day is open, and counts once', async () => {
    const { day, differenceId } = await readDay();
    for (const resolution of ['claimed', 'written-off'] as const) {
      lab.give('reconcile.settle', { differenceId, resolution, reason: 'so' });
    }
    expect(lab.day(accountId, day).openDifferences).toBe(0);
  });

  it('a reading that ends after the day was closed changes nothing', async () => {
    const { day, differenceId } = await readDay();
    await bringBill('long.csv.gz', 20_000);
    lab.give('reconcile.settle', { differenceId, resolution: 'claimed', reason: 'so' });
    lab.give('reconcile.import', { accountId, day, file: 'long.csv.gz' });
    expect(lab.refusal('reconcile.close', { accountId, day })).toBeNull();
    expect(await lab.read(accountId, day)).toMatchObject({
      state: 'closed',
      failure: 'reconcile.closed',
      elsewhere: { count: 19 },
    });
  });

  it('cannot begin before the statement was read, nor about what is not there', () => {
    const day = localDay(lab.nowMs, timeZone);
    expect(lab.refusal('reconcile.close', { accountId, day })).toBe('statement.not-ready');
    const settle = { differenceId: 'x', resolution: 'claimed', reason: 'so' } as const;
    expect(lab.refusal('reconcile.settle', settle)).toBe('invalid_command');
  });
});

describe('the days on the screen', () => {
  it('are the last fourteen of each account that has statements, newest first', () => {
    const days = lab.desk.days();
    expect(days).toHaveLength(14);
    expect(days[0]).toMatchObject({ day: localDay(lab.nowMs, timeZone), state: 'none' });
    expect(days.map(({ day }) => day)).toEqual(
      days
        .map(({ day }) => day)
        .toSorted()
        .toReversed(),
    );
  });
});
