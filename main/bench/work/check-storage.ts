import {
  closeSync,
  fdatasyncSync,
  openSync,
  rmSync,
  statfsSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { openReadOnly } from '../../store/verify/open-read-only.ts';
import type { StorageFound } from '../machine/task.ts';

/** As many syncs as give a 99th percentile, and no longer than this on a slow disk. */
const syncs = 200;
const syncingMsMax = 5_000;
const syncBytes = 4_096;

/** Upper edges of the histogram's buckets, in microseconds; the last takes the rest. */
const edgesUs = [
  100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 1_000_000,
] as const;

/** Looks at the shop's database without writing to it, and at how fast its disk syncs. */
export function checkStorage(path: string): StorageFound {
  const folder = dirname(path);
  const { bavail, bsize } = statfsSync(folder);
  const timesUs = timeSyncs(join(folder, `sync-${process.pid}.tmp`));
  const sorted = timesUs.toSorted((a, b) => a - b);
  return {
    databaseBytes: sizeOf(path),
    walBytes: sizeOf(`${path}-wal`),
    freeBytes: bavail * bsize,
    isIntact: isIntact(path),
    syncs: edgesUs.map((upToUs, i) => ({ upToUs, count: countIn(sorted, i) })),
    syncMedianUs: at(sorted, 0.5),
    syncP99Us: at(sorted, 0.99),
  };
}

function isIntact(path: string): boolean {
  const database = openReadOnly(path);
  try {
    const row = database.prepare('PRAGMA quick_check(1)').get();
    return row !== undefined && Object.values(row)[0] === 'ok';
  } finally {
    database.close();
  }
}

/** 0 for a file that is not there, as a WAL is not after a clean end. */
function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

/** How long each sync of 4 KiB took, on a file of its own beside the database. */
function timeSyncs(path: string): number[] {
  const file = openSync(path, 'wx', 0o600);
  try {
    const bytes = Buffer.alloc(syncBytes, 0x5a);
    const times: number[] = [];
    const deadline = performance.now() + syncingMsMax;
    while (times.length < syncs && performance.now() < deadline) {
      const startedAt = performance.now();
      writeSync(file, bytes);
      fdatasyncSync(file);
      times.push(Math.round((performance.now() - startedAt) * 1_000));
    }
    return times;
  } finally {
    closeSync(file);
    rmSync(path);
  }
}

function countIn(sorted: readonly number[], bucket: number): number {
  const from = edgesUs[bucket - 1] ?? -1;
  const to = edgesUs[bucket + 1] === undefined ? Number.POSITIVE_INFINITY : (edgesUs[bucket] ?? 0);
  return sorted.filter((time) => time > from && time <= to).length;
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
