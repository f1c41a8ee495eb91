import { describe, expect, test } from 'vitest';
import type { SerialTransport } from '../../../drivers/contract.ts';
import { Turns } from '../../../drivers/device-model/turns.ts';
import { driverLimits } from '../../../drivers/limits.ts';
import { KickLimit } from '../../../drivers/printer/kick-limit.ts';
import { jobTimeoutMs, transferMs } from '../../../drivers/printer/wire-time.ts';
import { callDevice, receipt } from '../support.ts';
import { longReceipt, startBench } from './bench.ts';

const slow: SerialTransport = {
  type: 'serial',
  path: '/dev/pos-kitchen',
  baudRate: 9_600,
  dataBits: 8,
  stopBits: 1,
  parity: 'none',
};

describe('the time for a receipt', () => {
  test('grows with its bytes on a slow line, up to a limit', () => {
    expect(transferMs(960, slow)).toBe(1_000);
    expect(transferMs(960, { ...slow, parity: 'even', stopBits: 2 })).toBe(1_200);
    expect(jobTimeoutMs(9_600, slow)).toBe(driverLimits.printJobTimeoutMs + 20_000);
    expect(jobTimeoutMs(10_000_000, slow)).toBe(driverLimits.printJobMaxTimeoutMs);
  });

  test('does not depend on its bytes on a fast one', () => {
    const tcp = { type: 'tcp', host: '127.0.0.1', port: 9_100 } as const;
    expect(jobTimeoutMs(10_000_000, tcp)).toBe(driverLimits.printJobTimeoutMs);
  });

  test('is enough for a slow printer that holds the line up', async () => {
    await using bench = await startBench();
    await bench.paper.set({ bytesPerSecond: 4_000 });
    const print = callDevice(bench.printer, 'print', { jobId: 'job-1', document: receipt });
    await expect(print).resolves.toMatchObject({ confirmation: 'accepted' });
    expect(bench.paper.receipts[0]?.unknown).toEqual([]);
  });
});

describe('a printer that gets stuck', () => {
  test('before the receipt begins ends it in a time-out, with nothing on paper', async () => {
    await using bench = await startBench();
    await bench.paper.set({ isStuck: true });
    const print = callDevice(bench.printer, 'print', { jobId: 'job-1', document: receipt });
    await expect(print).rejects.toMatchObject({ code: 'device.timeout', began: false });
  });

  test('in the middle ends it in a time-out, and what is on paper is in doubt', async () => {
    await using bench = await startBench();
    await bench.paper.set({ stuckAfterBytes: 20_000 });
    const print = callDevice(bench.printer, 'print', { jobId: 'job-1', document: longReceipt });
    await expect(print).rejects.toMatchObject({ code: 'device.timeout', began: true });
  });
});

describe('works that wait for a printer', () => {
  test('are refused when their turn comes too late, and the next are not', async () => {
    let now = 0;
    const turns = new Turns(8, 1_000, () => now);
    const first = turns.take(async () => {
      now = 1_001;
    });
    const late = turns.take(() => Promise.resolve('a ghost'));
    await expect(late).rejects.toMatchObject({ code: 'device.busy', began: false });
    await first;
    await expect(turns.take(() => Promise.resolve('paper'))).resolves.toBe('paper');
    expect(turns.length).toBe(0);
  });
});

describe("the drawer's coil", () => {
  test('rests between two pulses at least four times as long as it was on', () => {
    const kicks = new KickLimit();
    expect(kicks.delayMs(1_000)).toBe(0);
    kicks.add(1_000);
    expect(kicks.delayMs(1_100)).toBe(400);
    expect(kicks.delayMs(1_500)).toBe(0);
  });

  test('is not pulsed more often than a drawer is ever opened', () => {
    const kicks = new KickLimit();
    for (let count = 0; count < driverLimits.drawerKicksPerMinute; count++) {
      expect(kicks.delayMs(count * 1_000)).toBe(0);
      kicks.add(count * 1_000);
    }
    expect(kicks.delayMs(59_999)).toBeUndefined();
    expect(kicks.delayMs(60_000)).toBe(0);
  });
});
