import { type Attempt, isDriven, isLive } from '../../../../main/payments/attempt.ts';
import type { ChargeOrder, Payments } from '../../../../main/payments/payments.ts';
import type { PaymentProvider } from '../../../../main/payments/provider.ts';
import { isRefundLive, type Refund } from '../../../../main/payments/refund.ts';
import { startRefunds } from '../../../../main/payments/refund-runner.ts';
import type { Refunds } from '../../../../main/payments/refunds.ts';
import { startPayments } from '../../../../main/payments/runner.ts';
import type { VirtualTime } from '../virtual-time.ts';

/** The power goes at a commit: before it is on the disk, or right after. */
export type PowerCut = { readonly atCommit: number; readonly isAfter: boolean };

export type TillParts = {
  readonly time: VirtualTime;
  readonly providers: () => readonly PaymentProvider[];
  readonly latePayment: 'return' | 'ask';
  /** In the order in which they come. */
  readonly cuts: readonly PowerCut[];
  readonly downMs: number;
  /** The customer can see what is to be scanned. */
  readonly onShown: (attempt: Attempt) => void;
  readonly note: (text: string) => void;
};

class PowerCutError extends Error {}

type Running = { readonly payments: Payments; readonly refunds: Refunds };

/** A terminal as far as payments go: a disk that survives, and a process that may not. */
export class Till {
  readonly attempts = new Map<string, Attempt>();
  readonly refunds = new Map<string, Refund>();
  /** What must never be seen, in the words of the report. */
  readonly findings = new Set<string>();
  /** Once over, nothing cuts the power any more. */
  isPowerSafe = false;
  /** How often an attempt or a refund came to wait for a person, by state. */
  readonly waits = new Map<string, number>();
  commits = 0;
  crashes = 0;
  #running: Running | null;
  #isOffline = false;
  readonly #parts: TillParts;
  readonly #cuts: PowerCut[];
  readonly #shown = new Set<string>();
  readonly #codes = new Set<string>();

  constructor(parts: TillParts) {
    this.#parts = parts;
    this.#cuts = [...parts.cuts];
    this.#running = this.#start();
  }

  charge(order: ChargeOrder): void {
    if (order.code !== '') this.#codes.add(order.code);
    this.do(({ payments }) => payments.charge(order));
  }

  /** What people do at the terminal; nothing while it is down. */
  do(act: (running: Running) => unknown): void {
    if (!this.#running) return;
    try {
      act(this.#running);
    } catch (error) {
      this.#onFault(error);
    }
  }

  setOffline(isOffline: boolean): void {
    this.#isOffline = isOffline;
    this.do(({ payments, refunds }) => {
      payments.setOffline(isOffline);
      refunds.setOffline(isOffline);
    });
  }

  /** What the sale has been paid, the cashier's word included. */
  paidMinor(saleId: string): number {
    let paidMinor = 0;
    for (const attempt of this.attempts.values()) {
      const isPaid = attempt.state === 'paid' || attempt.state === 'unverified';
      if (isPaid && attempt.saleId === saleId) paidMinor += attempt.amountMinor;
    }
    return paidMinor;
  }

  /** The process ends without a word; another one begins later from what is on the disk. */
  crash(): void {
    if (!this.#running || this.isPowerSafe) return;
    this.crashes += 1;
    this.#parts.note('the power goes');
    this.#running.payments.close();
    this.#running.refunds.close();
    this.#running = null;
    this.#parts.time.timers.after(this.#parts.downMs, () => {
      this.#parts.note('the terminal starts');
      this.#running = this.#start();
      this.do(({ payments, refunds }) => {
        if (this.#isOffline) this.setOffline(true);
        payments.resume();
        refunds.resume();
      });
    });
  }

  #start(): Running {
    const { time, providers, latePayment, note } = this.#parts;
    const shared = {
      providers,
      clock: time.clock,
      timers: time.timers,
      onFault: (error: unknown) => this.#onFault(error),
    };
    const payments = startPayments({
      ...shared,
      latePayment: () => latePayment,
      store: {
        commit: (attempt) => this.#commit(() => this.#keepAttempt(attempt)),
        unfinished: () => afresh(this.attempts, isDriven),
      },
      onChange: (attempt) => this.#show(attempt),
    });
    const refunds = startRefunds({
      ...shared,
      store: {
        commit: (refund) => this.#commit(() => this.#keepRefund(refund)),
        unfinished: () => afresh(this.refunds, isRefundLive),
        get: (refundId) => this.refunds.get(refundId) ?? null,
      },
      onChange: ({ id, state, failureCode }) => note(`${id}: ${state} ${failureCode ?? ''}`),
    });
    return { payments, refunds };
  }

  #show(attempt: Attempt): void {
    const { id, state, failureCode, shownCode } = attempt;
    this.#parts.note(`${id}: ${state} ${failureCode ?? ''}`);
    const isOpen = state === 'sent' || state === 'unknown';
    if (shownCode === undefined || !isOpen || this.#shown.has(id)) return;
    this.#shown.add(id);
    this.#parts.onShown(attempt);
  }

  #commit(keep: () => void): void {
    this.commits += 1;
    const cut = this.#cuts[0];
    const isCut = cut?.atCommit === this.commits && !this.isPowerSafe;
    if (!isCut || cut.isAfter) keep();
    if (!isCut) return;
    this.#cuts.shift();
    throw new PowerCutError();
  }

  #keepAttempt(attempt: Attempt): void {
    const before = this.attempts.get(attempt.id);
    const isNew = before === undefined;
    this.#countWait(before?.state, attempt.state);
    this.attempts.set(attempt.id, attempt);
    this.#lookForCodes(attempt);
    for (const other of this.attempts.values()) {
      if (other.saleId !== attempt.saleId || other.id === attempt.id || !isLive(other)) continue;
      // One that is given back after it was found late may go on beside the next; no two may both
      // still take money, and none begins beside a live one.
      const canBothBePaid =
        isLive(attempt) && attempt.state !== 'reversing' && other.state !== 'reversing';
      if (isNew || canBothBePaid) this.findings.add(`${attempt.saleId} had two live attempts`);
    }
  }

  #countWait(before: string | undefined, state: string): void {
    const isWaiting = state === 'late' || state === 'unresolved' || state === 'unverified';
    if (isWaiting && before !== state) this.waits.set(state, (this.waits.get(state) ?? 0) + 1);
  }

  #keepRefund(refund: Refund): void {
    this.#countWait(this.refunds.get(refund.id)?.state, refund.state);
    this.refunds.set(refund.id, refund);
  }

  #lookForCodes(attempt: Attempt): void {
    for (const value of Object.values(attempt)) {
      if (typeof value === 'string' && this.#codes.has(value)) {
        this.findings.add(`${attempt.id} was written with its payment code`);
      }
    }
  }

  #onFault(error: unknown): void {
    if (error instanceof PowerCutError) this.crash();
    else this.findings.add(`fault ${String(error)}`);
  }
}

/** As it is read from a disk: nothing of the process that wrote it is left in it. */
function afresh<Thing>(disk: Map<string, Thing>, isWanted: (thing: Thing) => boolean): Thing[] {
  return structuredClone([...disk.values()].filter(isWanted));
}
