import type { DatabaseSync } from 'node:sqlite';
import { limits } from '../contract/limits.ts';

/**
 * - `queued`: nothing has reached the printer
 * - `printing`: bytes may have reached it
 * - `interrupted`: it stopped in the middle; whether paper came out is for a person to see
 * - `expired`: nobody waits for this paper any more; it is never printed by itself
 */
export type PrintJobState = 'queued' | 'printing' | 'printed' | 'interrupted' | 'expired';

export type PrintJob = {
  readonly jobId: string;
  /** The finished sale or refund that this paper is the receipt of; null for a test page. */
  readonly saleId: string | null;
  /** Its committed record. */
  readonly seq: number | null;
  readonly isCopy: boolean;
  readonly state: PrintJobState;
  /** Failure code of the last try. */
  readonly reason: string | null;
  readonly attempts: number;
  readonly createdAt: number;
  readonly expiresAt: number;
};

export type PrintJobs = {
  add(job: Pick<PrintJob, 'jobId' | 'saleId' | 'seq' | 'isCopy' | 'createdAt'>): void;
  /** The jobs that wait, oldest first. */
  queued(): PrintJob[];
  move(jobId: string, state: PrintJobState, reason: string | null): void;
  expireBefore(now: number): PrintJob[];
  /** After a restart: what was being printed may have come out in part. */
  interruptAll(reason: string): PrintJob[];
  latestOf(saleId: string): PrintJob | null;
  waiting(): number;
};

export function openPrintJobs(database: DatabaseSync): PrintJobs {
  const insert = database.prepare(
    `INSERT INTO print_job VALUES (?, ?, ?, ?, 'queued', NULL, 0, ?, ?)`,
  );
  const readQueued = database.prepare(
    `SELECT * FROM print_job WHERE state = 'queued' ORDER BY created_at, rowid`,
  );
  const update = database.prepare(
    `UPDATE print_job SET state = :state, reason = :reason,
      attempts = attempts + (:state = 'printing') WHERE job_id = :jobId`,
  );
  const expire = database.prepare(
    `UPDATE print_job SET state = 'expired' WHERE state = 'queued' AND expires_at <= ? RETURNING *`,
  );
  const interrupt = database.prepare(
    `UPDATE print_job SET state = 'interrupted', reason = ? WHERE state = 'printing' RETURNING *`,
  );
  const readLatest = database.prepare(
    'SELECT * FROM print_job WHERE sale_id = ? ORDER BY created_at DESC, rowid DESC LIMIT 1',
  );
  const count = database.prepare(`SELECT count(*) AS n FROM print_job WHERE state = 'queued'`);

  return {
    add({ jobId, saleId, seq, isCopy, createdAt }) {
      insert.run(jobId, saleId, seq, isCopy ? 1 : 0, createdAt, createdAt + limits.printJobLifeMs);
    },
    queued() {
      return readQueued.all().map(toJob);
    },
    move(jobId, state, reason) {
      update.run({ jobId, state, reason });
    },
    expireBefore(now) {
      return expire.all(now).map(toJob);
    },
    interruptAll(reason) {
      return interrupt.all(reason).map(toJob);
    },
    latestOf(saleId) {
      const row = readLatest.get(saleId);
      return row ? toJob(row) : null;
    },
    waiting() {
      return Number(count.get()?.n);
    },
  };
}

function toJob(row: Record<string, unknown>): PrintJob {
  return {
    jobId: String(row.job_id),
    saleId: row.sale_id === null ? null : String(row.sale_id),
    seq: row.seq === null ? null : Number(row.seq),
    isCopy: row.is_copy === 1,
    state: row.state as PrintJobState,
    reason: row.reason === null ? null : String(row.reason),
    attempts: Number(row.attempts),
    createdAt: Number(row.created_at),
    expiresAt: Number(row.expires_at),
  };
}
