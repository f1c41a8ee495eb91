import type { Finding } from './finding.ts';
import type { Statement } from './stored-record.ts';

/** Compares what reports read of one kind of record with the records it came from. */
export type RecordCheck = {
  /** The rows of one record. */
  ofRecord(statement: Statement): Generator<Finding>;
  /** Rows that point at a record of another kind. */
  withoutRecord(): Generator<Finding>;
};
