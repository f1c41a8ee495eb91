import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { limits } from '../../../main/contract/limits.ts';
import type { PrintJobs } from '../../../main/store/print-jobs.ts';
import { newTill, type Till } from './fixture/till.ts';

let till: Till;
let jobs: PrintJobs;

beforeEach(() => {
  till = newTill();
  jobs = till.open().printJobs;
});

afterEach(() => till.clear());

function add(jobId: string, createdAt: number, isCopy = false): void {
  jobs.add({ jobId, saleId: 'sale-1', seq: 3, isCopy, createdAt });
}

describe('a print job', () => {
  it('waits, as it was asked for, for five minutes', () => {
    add('a', 1_000, true);
    expect(jobs.queued()[0]).toEqual({
      jobId: 'a',
      saleId: 'sale-1',
      seq: 3,
      isCopy: true,
      state: 'queued',
      reason: null,
      attempts: 0,
      createdAt: 1_000,
      expiresAt: 1_000 + limits.printJobLifeMs,
    });
    expect(jobs.waiting()).toBe(1);
  });

  it('comes in the order in which it was asked for, also at the same moment', () => {
    for (const jobId of ['c', 'a', 'b']) add(jobId, 1_000);
    add('first', 500);
    const order = jobs.queued().map(({ jobId }) => jobId);
    for (const jobId of order) jobs.move(jobId, 'printed', null);
    expect(order).toEqual(['first', 'c', 'a', 'b']);
    expect(jobs.waiting()).toBe(0);
  });

  it('counts how often it was tried, and remembers why it waits', () => {
    add('a', 0);
    jobs.move('a', 'printing', null);
    jobs.move('a', 'queued', 'device.paper-out');
    jobs.move('a', 'printing', null);
    jobs.move('a', 'queued', 'device.offline');
    expect(jobs.queued()[0]).toMatchObject({ attempts: 2, reason: 'device.offline' });
  });

  it('that nobody waits for any more expires once; what is being printed does not', () => {
    add('old', 0);
    add('printing', 0);
    add('new', 1);
    jobs.move('printing', 'printing', null);
    expect(jobs.expireBefore(limits.printJobLifeMs - 1)).toEqual([]);
    const expired = jobs
      .expireBefore(limits.printJobLifeMs)
      .map(({ jobId, state }) => [jobId, state]);
    expect(expired).toEqual([['old', 'expired']]);
    expect(jobs.expireBefore(limits.printJobLifeMs)).toEqual([]);
    expect(jobs.queued()[0]?.jobId).toBe('new');
  });

  it('that was being printed when the power went is interrupted, and does not wait any more', () => {
    add('a', 0);
    add('b', 1);
    jobs.move('a', 'printing', null);
    jobs = till.open().printJobs;
    const cut = jobs.interruptAll('device.interrupted');
    expect(cut.map(({ jobId, state, reason }) => [jobId, state, reason])).toEqual([
      ['a', 'interrupted', 'device.interrupted'],
    ]);
    expect(jobs.queued()[0]?.jobId).toBe('b');
  });

  it('of a sale is found by its sale, the latest one', () => {
    add('a', 5);
    add('b', 5, true);
    expect(jobs.latestOf('sale-1')).toMatchObject({ jobId: 'b', isCopy: true });
    expect(jobs.latestOf('sale-2')).toBeNull();
  });

  it('may be a test page, which has no sale', () => {
    jobs.add({ jobId: 'test', saleId: null, seq: null, isCopy: false, createdAt: 0 });
    expect(jobs.queued()[0]).toMatchObject({ saleId: null, seq: null });
  });
});
