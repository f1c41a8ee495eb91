import { rmSync } from 'node:fs';
import type { Context } from '../../../main/commands/context.ts';
import { reconcileCommands } from '../../../main/commands/reconcile.ts';
import type { CommandInput } from '../../../main/contract/commands.ts';
import type { FailureCode, Result } from '../../../main/contract/failure.ts';
import type { ReconciledDay } from '../../../main/contract/payments/queries.ts';
import type { Attempt } from '../../../main/payments/attempt.ts';
import type { PaymentProvider } from '../../../main/payments/provider.ts';
import type { Store } from '../../../main/store/store.ts';
import { type Inbox, openInbox } from '../../../main/wiring/inbox.ts';
import { createReconciling, type ReconcilingDesk } from '../../../main/wiring/reconciling.ts';
import { demoSettings } from '../../demo/settings.ts';
import { until } from '../../support/until.ts';
import { newTill, type Till } from '../store/fixture/till.ts';

const nowhere = {
  scannerPath: '',
  printerPort: 9_100,
  hubUrl: 'http://127.0.0.1:1',
  wechatOrigin: 'https://127.0.0.1:1',
  wechatFolder: '',
  wechatCaPath: '',
  pace: 'rehearsal',
} as const;

type Command = keyof typeof reconcileCommands;

/** A terminal as far as reconciliation goes: its store, its folders, and who works at it. */
export class ReconcilingLab {
  readonly till: Till = newTill();
  readonly inbox: Inbox = openInbox(this.till.folder, []);
  readonly asked: string[] = [];
  readonly reports: unknown[] = [];
  readonly providers: PaymentProvider[] = [];
  store: Store = this.till.open();
  desk: ReconcilingDesk;
  /** The terminal's clock; the simulators' is the machine's. */
  nowMs = Date.now();
  staff = { id: 'staff-wang', name: 'Wang', role: 'manager' } as const;
  readonly #settings = demoSettings(nowhere);

  constructor() {
    this.#settings.terminal.number = 'T001';
    this.desk = this.#open();
  }

  /** The process ends in the middle of whatever it does, and begins again on the same data. */
  restart(): void {
    this.desk.close();
    this.store.database.close();
    this.store = this.till.open();
    this.desk = this.#open();
  }

  clear(): void {
    this.desk.close();
    this.till.clear();
    rmSync(this.till.folder, { recursive: true, force: true });
  }

  give<Name extends Command>(name: Name, input: CommandInput<Name>): Result<void> {
    const { store, desk, staff } = this;
    const context = {
      store,
      staff,
      reconciling: desk,
      now: () => this.nowMs,
    } as Partial<Context> as Context;
    return store.transaction(() => reconcileCommands[name](context, input));
  }

  refusal<Name extends Command>(name: Name, input: CommandInput<Name>): FailureCode | null {
    const reply = this.give(name, input);
    return reply.ok ? null : reply.error.code;
  }

  day(accountId: string, day: string): ReconciledDay {
    const found = this.desk.days().find((one) => one.accountId === accountId && one.day === day);
    if (!found) throw new Error(`${accountId} does not show ${day}`);
    return found;
  }

  /** Until nothing of this day is being read any more. */
  read(accountId: string, day: string): Promise<ReconciledDay> {
    return until('the statement has been read', () => {
      const shown = this.day(accountId, day);
      return shown.state !== 'reading' && shown;
    });
  }

  /** Kinds and actors of what the journal has, with one field of it. */
  journal(): { kind: string; actor: string; payload: Record<string, unknown> }[] {
    return this.store.journal.readAfter(0, 1_000, 10_000_000).map(({ body }) => JSON.parse(body));
  }

  #open(): ReconcilingDesk {
    const keep = (attempt: Attempt): Result<Attempt> => {
      this.asked.push(attempt.id);
      return { ok: true, value: attempt };
    };
    return createReconciling({
      dataDir: this.till.folder,
      store: this.store,
      settings: this.#settings,
      inbox: this.inbox,
      providers: () => this.providers,
      payments: { ask: keep, decide: keep },
      refunds: { ask: () => ({ ok: false, error: refused }) },
      now: () => this.nowMs,
      changed: () => undefined,
      report: (error) => this.reports.push(error),
    });
  }
}

const refused = { code: 'refund.closed', message: 'over', retry: 'never' } as const;
