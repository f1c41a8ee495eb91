import type { KeyObject } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { JournalBody } from '../contract/sync/record.ts';
import type { EmbeddedRule } from '../domain/barcode/embedded-rule.ts';
import { type AppliedCommands, openAppliedCommands } from './applied-commands.ts';
import { type Attempts, openAttempts } from './attempts.ts';
import { type CancelledPayments, openCancelledPayments } from './cancelled-payments.ts';
import type { Catalogue } from './catalogue/catalogue.ts';
import { openCatalogue } from './catalogue/open-catalogue.ts';
import { type DeviceStatistics, openDeviceStatistics } from './device-statistics.ts';
import { type HealthResults, openHealthResults } from './health-results.ts';
import { type Journal, openJournal } from './journal.ts';
import { type OpenSales, openOpenSales } from './open-sales.ts';
import { openPaymentRefunds, type PaymentRefunds } from './payment-refunds.ts';
import { openPrintJobs, type PrintJobs } from './print-jobs.ts';
import { openProjections } from './projections.ts';
import { openReconciliation, type Reconciliation } from './reconciliation.ts';
import { openRefundDocuments, type RefundDocuments } from './refund-documents.ts';
import { openSales, type Sales } from './sales.ts';
import { openStaff, type StaffTable } from './staff.ts';
import { openState, type State } from './state.ts';
import { inTransaction } from './transaction.ts';

/** Everything the terminal remembers, in one database file. */
export type Store = {
  readonly database: DatabaseSync;
  readonly journal: Journal;
  readonly state: State;
  readonly openSales: OpenSales;
  readonly sales: Sales;
  readonly printJobs: PrintJobs;
  readonly attempts: Attempts;
  readonly paymentRefunds: PaymentRefunds;
  readonly reconciliation: Reconciliation;
  readonly refundDocuments: RefundDocuments;
  readonly cancelledPayments: CancelledPayments;
  readonly staff: StaffTable;
  readonly catalogue: Catalogue;
  readonly applied: AppliedCommands;
  readonly deviceStatistics: DeviceStatistics;
  readonly healthResults: HealthResults;
  /** All of `work` is on the disk when this returns, or none of it. */
  transaction<Value>(work: () => Value): Value;
  /** Appends a fact and writes what it means for the tables, together. @returns its number. */
  record(fact: NewFact): number;
  close(): void;
};

export type NewFact = {
  readonly kind: string;
  readonly actor: string;
  readonly payload: JournalBody['payload'];
};

export type StoreOptions = {
  readonly database: DatabaseSync;
  readonly privateKey: KeyObject;
  readonly timeZone: string;
  readonly labelRules: readonly EmbeddedRule[];
  readonly now: () => number;
  /** How far the clock may be trusted at this moment. */
  readonly clockTrust: () => JournalBody['clock'];
};

export function openStore(options: StoreOptions): Store {
  const { database, now, clockTrust } = options;
  const journal = openJournal(database, options.privateKey);
  const projections = openProjections(database, options.timeZone);
  const transaction = <Value>(work: () => Value): Value => inTransaction(database, work);

  return {
    database,
    journal,
    state: openState(database),
    openSales: openOpenSales(database),
    sales: openSales(database),
    printJobs: openPrintJobs(database),
    attempts: openAttempts(database),
    paymentRefunds: openPaymentRefunds(database),
    reconciliation: openReconciliation(database),
    refundDocuments: openRefundDocuments(database),
    cancelledPayments: openCancelledPayments(database),
    staff: openStaff(database),
    catalogue: openCatalogue(database, options.labelRules),
    applied: openAppliedCommands(database),
    deviceStatistics: openDeviceStatistics(database),
    healthResults: openHealthResults(database),
    transaction,
    record({ kind, actor, payload }) {
      return transaction(() => {
        const { seq } = journal.append({ at: now(), clock: clockTrust(), actor, kind, payload });
        projections.apply(kind, payload, seq);
        return seq;
      });
    },
    close() {
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      database.close();
    },
  };
}
