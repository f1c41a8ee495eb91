import type {
  DeviceState,
  PrinterConfig,
  PrinterStatus,
  StatisticName,
  TransportConfig,
} from '../contract.ts';
import type { DeviceContext } from '../device.ts';
import { DeviceError } from '../device-error.ts';
import { Turns } from '../device-model/turns.ts';
import { driverLimits } from '../limits.ts';
import { Connection } from '../transport/connection.ts';
import { openTraced } from '../transport/traced.ts';
import type { Transport } from '../transport/transport.ts';
import { countsOfChange } from './counts.ts';
import { enableAutomaticStatus } from './escpos/automatic-status.ts';
import type { PrinterWire } from './print-job.ts';
import { type PrinterProfile, profileOf } from './profile.ts';
import { isSameStatus, StatusLine } from './status-line.ts';

type LevelListener = (level: 0 | 1 | undefined) => void;

/** What can be said of a printer without asking it anything. */
export type LineFacts = {
  readonly state: DeviceState;
  readonly status: PrinterStatus | undefined;
  /** Since the last byte that came; undefined when none has. */
  readonly silentMs: number | undefined;
  readonly waiting: number;
};

/**
 * A printer's wire: one work at a time on it, and its status kept fresh in between. A printer that
 * reports changes by itself is only looked after; any other is asked every two seconds.
 */
export class PrinterLine {
  readonly profile: PrinterProfile;
  readonly transport: TransportConfig;
  readonly #context: DeviceContext;
  readonly #hasStatus: boolean;
  readonly #turns = new Turns(driverLimits.printerQueue, driverLimits.printerWaitTimeoutMs);
  readonly #status: StatusLine;
  readonly #connection: Connection;
  readonly #levelListeners = new Set<LevelListener>();
  #state: DeviceState = 'closed';
  #shown: PrinterStatus | undefined;
  /** Whether it has reported by itself since the last ESC @, which ends that. */
  #isReporting = false;
  #lastByteAt: number | undefined;
  #poll: NodeJS.Timeout | undefined;

  constructor(config: PrinterConfig, context: DeviceContext) {
    this.profile = profileOf(config.profile);
    this.transport = config.transport;
    this.#context = context;
    // The printing system takes bytes and gives none back (device-facts 1.4).
    this.#hasStatus = this.profile.hasStatus && config.transport.type !== 'cups';
    this.#status = new StatusLine((status) => this.#takeReport(status));
    this.#connection = new Connection({
      open: openTraced(config.transport, this.#hasStatus, context),
      onData: (bytes) => {
        this.#lastByteAt = performance.now();
        this.#status.receive(bytes);
      },
      onState: (state, reason) => this.#changeState(state, reason),
    });
  }

  get facts(): LineFacts {
    const silentMs = this.#lastByteAt && performance.now() - this.#lastByteAt;
    return { state: this.#state, status: this.#shown, silentMs, waiting: this.#turns.length };
  }

  /** The wire to oneself; `device.offline` when there is no connection. */
  takeTurn<Value>(work: (wire: PrinterWire) => Promise<Value>): Promise<Value> {
    return this.#turns.take(async () => {
      const transport = await this.#connection.ready();
      if (transport) return work(this.#wire(transport));
      throw new DeviceError('device.offline', 'the printer is not connected', false);
    });
  }

  /** After bytes that may have held ESC @, with which a printer stops to report by itself. */
  expectSilence(): void {
    if (!this.profile.hasAutomaticStatus || this.#state !== 'open') return;
    this.#isReporting = false;
    this.#schedulePoll(0);
  }

  count(name: StatisticName, by: number): void {
    this.#context.emit({ kind: 'count', name, by });
  }

  /** Tells the drawer connector's level now and at each change; undefined while it is not known. */
  onDrawerLevel(listener: LevelListener): () => void {
    this.#levelListeners.add(listener);
    listener(this.#shown?.drawerLevel);
    return () => this.#levelListeners.delete(listener);
  }

  async close(): Promise<void> {
    await this.#connection.close();
  }

  /** A connection that takes no bytes or gives no answer is given up: a late answer would mislead. */
  #wire(transport: Transport): PrinterWire {
    const giveUp = async (cause: unknown): Promise<never> => {
      if (cause instanceof DeviceError) await this.#connection.drop(transport, cause.message);
      throw cause;
    };
    const write: PrinterWire['write'] = (bytes, timeoutMs) =>
      transport.write(bytes, timeoutMs).catch(giveUp);
    if (!this.#hasStatus) return { write };
    return {
      write,
      ask: async (firstTimeoutMs) => {
        const status = await this.#status.askAll(transport, firstTimeoutMs).catch(giveUp);
        this.#show(status);
        return status;
      },
    };
  }

  #takeReport(status: PrinterStatus): void {
    if (!this.#hasStatus || this.#state !== 'open') return;
    this.#isReporting = true;
    this.#show(status);
  }

  #show(status: PrinterStatus): void {
    const before = this.#shown;
    if (before && isSameStatus(before, status)) return;
    this.#shown = status;
    for (const { name, by } of before ? countsOfChange(before, status) : []) this.count(name, by);
    this.#context.emit({ kind: 'printer-status', status });
    if (before?.drawerLevel !== status.drawerLevel) this.#tellLevel(status.drawerLevel);
  }

  #tellLevel(level: 0 | 1 | undefined): void {
    for (const listener of this.#levelListeners) listener(level);
  }

  #changeState(state: DeviceState, reason: string | undefined): void {
    this.#state = state;
    this.#context.emit({ kind: 'state', state, ...(reason === undefined ? {} : { reason }) });
    clearTimeout(this.#poll);
    this.#isReporting = false;
    const isLevelLost = this.#shown?.drawerLevel !== undefined;
    this.#shown = undefined;
    if (isLevelLost) this.#tellLevel(undefined);
    this.#status.abandon(reason ?? `the connection is ${state}`);
    if (state === 'open' && this.#hasStatus) this.#schedulePoll(0);
  }

  #schedulePoll(delayMs: number): void {
    clearTimeout(this.#poll);
    this.#poll = setTimeout(() => void this.#look(), delayMs);
  }

  async #look(): Promise<void> {
    const outcome = await this.takeTurn((wire) => this.#refresh(wire)).catch((cause: unknown) => {
      if (cause instanceof DeviceError) return cause;
      throw cause;
    });
    // Any other error has cost the connection; the next one begins anew.
    const isLost = outcome instanceof DeviceError && outcome.code !== 'device.busy';
    if (isLost || this.#state !== 'open') return;
    this.#schedulePoll(this.#pollDelayMs());
  }

  #pollDelayMs(): number {
    if (this.#isReporting) return driverLimits.automaticStatusCheckMs;
    return this.#shown?.isOnline === false ? driverLimits.stoppedPollMs : driverLimits.statusPollMs;
  }

  async #refresh({ ask, write }: PrinterWire): Promise<void> {
    const status = await ask?.(driverLimits.statusTimeoutMs);
    if (!this.profile.hasAutomaticStatus || this.#isReporting || !status?.isOnline) return;
    // The report that this brings says that the printer understood.
    await write(enableAutomaticStatus, driverLimits.statusTimeoutMs);
  }
}
