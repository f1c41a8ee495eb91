import type { Reconciling } from '../commands/payment-context.ts';
import { type FailureCode, PosError, type Result, refuse, succeed } from '../contract/failure.ts';
import type { ReconciledDay } from '../contract/payments/queries.ts';
import type { Payments } from '../payments/payments.ts';
import type { PaymentProvider } from '../payments/provider.ts';
import type { Refunds } from '../payments/refunds.ts';
import type { StatementPort } from '../payments/statement.ts';
import { isDay } from '../reconcile/provider-day.ts';
import { type Reading, readStatement } from '../reconcile/reading.ts';
import type { Settings } from '../store/settings-schema.ts';
import type { Store } from '../store/store.ts';
import type { Inbox } from './inbox.ts';
import { showDays } from './reconciled-days.ts';
import { openStatementFiles } from './statement-files.ts';

/** Statements that wait to be read, the one that is read included. */
const jobsMax = 64;
/** How often the screens hear how far a statement has been read. */
const progressMs = 1_000;

export type ReconcilingParts = {
  readonly dataDir: string;
  readonly store: Store;
  readonly settings: Settings;
  readonly inbox: Inbox;
  readonly providers: () => readonly PaymentProvider[];
  readonly payments: Pick<Payments, 'ask' | 'decide'>;
  readonly refunds: Pick<Refunds, 'ask'>;
  readonly now: () => number;
  readonly changed: () => void;
  readonly report: (error: unknown) => void;
};

export type ReconcilingDesk = Reconciling & {
  /** The last days of each account that has statements, newest first. */
  days(): ReconciledDay[];
  /** Stops reading; what has not come to its end leaves nothing behind. */
  close(): void;
};

type Job = {
  readonly accountId: string;
  readonly day: string;
  readonly provider: PaymentProvider;
  readonly port: StatementPort;
  readonly actor: string;
  /** Null: it is fetched. */
  readonly file: string | null;
  rowsRead: number;
};

/** Reads statements one after the other, beside the sale. */
export function createReconciling(parts: ReconcilingParts): ReconcilingDesk {
  const { store, settings, inbox, now, changed, report } = parts;
  const files = openStatementFiles(parts.dataDir);
  const closing = new AbortController();
  const jobs = new Map<string, Job>();
  let last: Promise<void> = Promise.resolve();

  function start(accountId: string, day: string, file: string | null, actor: string): Result<void> {
    const provider = parts.providers().find((known) => known.accountId === accountId);
    const port = provider?.statements;
    if (!provider || !port) {
      return refuse('payment.not-configured', `${accountId} has no statements`);
    }
    if (!isDay(day)) return refuse('invalid_command', `${day} is no day`);
    if (store.reconciliation.day(accountId, day)?.closedAt) {
      return refuse('reconcile.closed', `${day} of ${accountId} is closed`);
    }
    const key = keyOf(accountId, day);
    if (jobs.has(key) || jobs.size >= jobsMax) {
      return refuse('reconcile.reading', 'it is being read, or too many are');
    }
    const job: Job = { accountId, day, provider, port, actor, file, rowsRead: 0 };
    jobs.set(key, job);
    last = last.then(() => run(key, job));
    return succeed(undefined);
  }

  /** Never rejects: what goes wrong stands beside the day. */
  async function run(key: string, job: Job): Promise<void> {
    const draft = files.newDraft();
    try {
      closing.signal.throwIfAborted();
      await obtain(job, draft);
      await read(job, draft);
    } catch (error) {
      if (!closing.signal.aborted) fail(job, error);
    }
    await files.drop(draft).catch(report);
    jobs.delete(key);
    if (!closing.signal.aborted) changed();
  }

  async function obtain({ file, day, port }: Job, draft: string): Promise<void> {
    if (file !== null) {
      const path = inbox.pathOf(file);
      if (path === null) throw failure('statement.unreadable', 'the file is not there');
      await files.bring(path, draft);
      return;
    }
    const answer = await port.fetch(day, draft);
    if (answer.kind === 'not-ready') throw failure('statement.not-ready', day);
    if (answer.kind === 'unknown') throw failure(answer.code, answer.detail);
  }

  async function read(job: Job, draft: string): Promise<void> {
    const { accountId, day, port } = job;
    const sha256 = await files.digestOf(draft);
    let shownAt = now();
    const reading = await readStatement({
      store,
      statement: { accountId, day },
      rows: port.read(draft),
      timeZone: port.timeZone,
      terminal: terminalOf(settings, accountId),
      staticAccounts: staticAccountsOf(settings, accountId),
      confirm: (attempt) => parts.payments.decide(attempt, 'paid'),
      onRows(rowsRead) {
        job.rowsRead = rowsRead;
        if (Math.abs(now() - shownAt) < progressMs) return;
        shownAt = now();
        changed();
      },
      signal: closing.signal,
    });
    await files.keep(draft, `${accountId}-${day}.${port.extension}`);
    closing.signal.throwIfAborted();
    finish(job, reading, sha256);
  }

  function finish({ accountId, day, actor }: Job, reading: Reading, sha256: string): void {
    const { readingId, result, kinds, asks } = reading;
    const statement = { accountId, day };
    store.transaction(() => {
      if (!store.reconciliation.readings.finish(readingId, statement, now(), result)) {
        throw failure('reconcile.closed', `${day} was closed meanwhile`);
      }
      store.record({
        kind: 'statement.imported',
        actor,
        payload: { ...statement, sha256, ...result, kinds },
      });
    });
    for (const { of, id } of asks) {
      const attempt = of === 'refund' ? null : store.attempts.get(id);
      // nobody can be asked about a printed code: the statement itself is the answer
      if (attempt?.way === 'static') parts.payments.decide(attempt, 'paid');
      else if (attempt) parts.payments.ask(attempt);
      if (of === 'refund') parts.refunds.ask(id);
    }
  }

  function fail({ accountId, day }: Job, error: unknown): void {
    const isExpected = error instanceof PosError;
    if (!isExpected) report(error);
    try {
      store.reconciliation.fail(accountId, day, isExpected ? error.failure.code : 'internal');
    } catch (fault) {
      report(fault);
    }
  }

  return {
    fetch: ({ accountId, day }, actor) => start(accountId, day, null, actor),
    import: ({ accountId, day, file }, actor) => start(accountId, day, file, actor),
    days: () =>
      showDays(store.reconciliation, parts.providers(), now(), (accountId, day) => {
        return jobs.get(keyOf(accountId, day))?.rowsRead ?? null;
      }),
    close: () => closing.abort(new Error('the terminal ends')),
  };
}

function keyOf(accountId: string, day: string): string {
  return `${accountId} ${day}`;
}

function failure(code: FailureCode, message: string): PosError {
  return new PosError({ code, message, retry: 'after-fix' });
}

/** This terminal as the account's rows name it: by the acquirer's number for it, or its own. */
function terminalOf({ payments, terminal }: Settings, accountId: string): string {
  const account = payments.accounts.find(({ id }) => id === accountId);
  return account && 'terminalNumber' in account ? account.terminalNumber : terminal.number;
}

/** Static codes of the merchant who is paid by this account: their money may stand in its statement. */
function staticAccountsOf({ payments }: Settings, accountId: string): string[] {
  const merchant = payments.accounts.find(({ id }) => id === accountId)?.merchant;
  return payments.accounts
    .filter((account) => account.provider === 'static' && account.merchant === merchant)
    .map(({ id }) => id);
}
