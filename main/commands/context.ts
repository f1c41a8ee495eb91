import type { DeviceKind } from '../../drivers/contract.ts';
import type { CommandInput, CommandName } from '../contract/commands.ts';
import type { Result } from '../contract/failure.ts';
import type { NoticeShown, SoundEvent, StaffShown } from '../contract/snapshots.ts';
import type { Payments } from '../payments/payments.ts';
import type { Refunds } from '../payments/refunds.ts';
import type { Settings } from '../store/settings-schema.ts';
import type { Store } from '../store/store.ts';
import type { Accounts, CodeAsks, Desk, PayingRoutes, Reconciling } from './payment-context.ts';

/** What the devices can be asked for; each is queued beside the sale and may fail visibly. */
export type Counter = {
  /** Looks for print jobs that wait. */
  nudgePrinter(): void;
  openDrawer(): void;
  testPrint(deviceId: string): void;
};

/**
 * The technician's bench. Each answers at once; what comes of it is pushed in the bench's snapshot.
 * What is `void` is caused after the commit; what gives a Result is done inside the command.
 */
export type Bench = {
  /** Whether this device can be asked to do something for the bench now. */
  canUse(deviceId: string, kind?: DeviceKind): Result<void>;
  checkHealth(deviceId: string, level: CommandInput<'bench.check-health'>['level']): void;
  checkAll(level: CommandInput<'bench.check-all'>['level']): void;
  identify(deviceId: string): void;
  test(deviceId: string, test: CommandInput<'bench.test'>['test']): void;
  find(): void;
  autoBaud(path: string): void;
  /** Journals the change and writes the settings; `applyDevices` makes the devices follow. */
  bind(binding: CommandInput<'bench.bind'>, actor: string): Result<void>;
  unbind(deviceId: string, actor: string): Result<void>;
  applyDevices(): void;
  learnScanner(role: CommandInput<'bench.learn-scanner'>['role'], actor: string): void;
  learnDrawer(deviceId: string, isOpen: boolean, actor: string): void;
  probe(deviceId: string): void;
  answerProbe(deviceId: string, line: number | null, actor: string): Result<void>;
  sendRaw(deviceId: string, hex: string): void;
  record(deviceId: string, isRecording: boolean): Result<void>;
  soak(deviceId: string, isRunning: boolean): void;
  checkStorage(): void;
  drill(drill: CommandInput<'bench.drill'>['drill']): void;
  checkNetwork(): void;
  report(): void;
};

/** The scale while somebody weighs. */
export type Scale = {
  watch(isWatching: boolean): void;
  /** The weight that lies on it now, if it is still the one of this id; null when it is not. */
  reading(readingId: string): { readonly milligrams: number; readonly raw: string } | null;
};

/** The world outside, in demo mode only. */
export type DemoWorld = {
  scan(code: string): void;
  pay(customer: CommandInput<'demo.pay'>): void;
  /** @param content what is shown, or the link's address. */
  payShown(content: string): void;
  setPrinter(state: CommandInput<'demo.printer'>['state']): void;
  setScanner(isPlugged: boolean): void;
  setOnline(isOnline: boolean): void;
  setCard(card: CommandInput<'demo.card'>['card']): void;
  setScale(grams: CommandInput<'demo.scale'>['grams']): void;
};

/** What every command handler works with. */
export type Context = {
  readonly store: Store;
  readonly settings: Settings;
  readonly payments: Payments;
  readonly refunds: Refunds;
  readonly paying: PayingRoutes;
  readonly codeAsks: CodeAsks;
  readonly desk: Desk;
  readonly reconciling: Reconciling;
  readonly accounts: Accounts;
  readonly counter: Counter;
  readonly scale: Scale;
  readonly bench: Bench;
  readonly demo: DemoWorld | null;
  now(): number;
  newId(): string;
  /** Who is signed in; the dispatcher has checked that this person may give the command. */
  readonly staff: StaffShown | null;
  /** How many records the hub has not confirmed. */
  unsent(): number;
  /** Runs once the command's transaction is on the disk. What leaves the terminal is caused here. */
  afterCommit(effect: () => void): void;
  /** A code from a scanner that plays keyboard: takes the same way as any scan. */
  scanKeyed(scan: CommandInput<'scan.keyed'>): void;
  sound(sound: SoundEvent['sound']): void;
  notify(notice: Pick<NoticeShown, 'kind' | 'code' | 'data' | 'action'>): void;
  dismissNotice(noticeId: string): void;
  /** Leaves the hub, or empties the terminal, after the reply has gone. */
  leave(how: 'sign-out' | 'reset'): void;
};

export type Handler<Name extends CommandName> = (
  context: Context,
  input: CommandInput<Name>,
) => Result<void>;

export type Handlers<Names extends CommandName = CommandName> = {
  readonly [Name in Names]: Handler<Name>;
};

export const done: Result<void> = { ok: true, value: undefined };
