import { setTimeout as pause } from 'node:timers/promises';
import type {
  DeviceState,
  DrawerOutcome,
  PrinterConfig,
  PrinterStatus,
  PrintOutcome,
  PrintRequest,
} from '../contract.ts';
import type { Device, DeviceContext } from '../device.ts';
import { DeviceError } from '../device-error.ts';
import { driverLimits } from '../limits.ts';
import { Connection } from '../transport/connection.ts';
import { openTraced } from '../transport/traced.ts';
import type { Transport } from '../transport/transport.ts';
import { encodeDrawerPulse, encodeRealTimeDrawerPulse } from './escpos/drawer.ts';
import { encodeDocument } from './escpos/encode.ts';
import { type PrinterWire, runJob } from './print-job.ts';
import { type PrinterProfile, profileOf } from './profile.ts';
import { isSameStatus, StatusLine } from './status-line.ts';
import { Turns } from './turns.ts';

/** An ESC/POS printer over TCP, a serial line or a character device. */
export function startPrinter(config: PrinterConfig, context: DeviceContext): Device {
  const printer = new Printer(config, context);
  return {
    handlers: {
      print: (request) => printer.print(request),
      status: () => printer.askStatus(),
    },
    printerPort: {
      kickDrawer: (pin) => printer.kickDrawer(pin),
      drawerLevel: () => printer.drawerLevel(),
      passThrough: (bytes) => printer.passThrough(bytes),
    },
    close: () => printer.close(),
  };
}

class Printer {
  readonly #profile: PrinterProfile;
  readonly #context: DeviceContext;
  readonly #turns = new Turns(driverLimits.printerQueue);
  readonly #line = new StatusLine();
  readonly #connection: Connection;
  #status: PrinterStatus | undefined;
  #poll: NodeJS.Timeout | undefined;

  constructor(config: PrinterConfig, context: DeviceContext) {
    this.#profile = profileOf(config.profile);
    this.#context = context;
    const { hasStatus } = this.#profile;
    this.#connection = new Connection({
      open: openTraced(config.transport, hasStatus, context),
      onData: (bytes) => this.#line.receive(bytes),
      onState: (state, reason) => this.#changeState(state, reason),
    });
  }

  print({ jobId, document }: PrintRequest): Promise<PrintOutcome> {
    return this.#takeTurn((wire) => runJob(jobId, encodeDocument(document, this.#profile), wire));
  }

  askStatus(): Promise<PrinterStatus> {
    return this.#takeTurn(({ ask }) => {
      if (!ask) throw new DeviceError('device.bad-data', 'this printer gives no status');
      return ask(driverLimits.statusTimeoutMs);
    });
  }

  /** A pulse on the drawer's pin, and what the drawer's level did about it. */
  kickDrawer(pin: 2 | 5): Promise<DrawerOutcome> {
    return this.#takeTurn(async ({ write, ask }) => {
      const before = await ask?.(driverLimits.statusTimeoutMs);
      const isStopped = before?.isOnline === false;
      const pulse = isStopped ? encodeRealTimeDrawerPulse(pin) : encodeDrawerPulse(pin);
      await write(pulse, driverLimits.statusTimeoutMs);
      await pause(driverLimits.drawerSettleMs);
      const after = await ask?.(driverLimits.statusTimeoutMs);
      return compareLevels(before?.drawerLevel, after?.drawerLevel);
    });
  }

  drawerLevel(): Promise<0 | 1 | undefined> {
    return this.#takeTurn(async ({ ask }) => {
      return (await ask?.(driverLimits.statusTimeoutMs))?.drawerLevel;
    });
  }

  passThrough(bytes: Uint8Array): Promise<void> {
    return this.#takeTurn(({ write }) => write(bytes, driverLimits.statusTimeoutMs));
  }

  async close(): Promise<void> {
    await this.#connection.close();
    clearTimeout(this.#poll);
  }

  #takeTurn<Value>(work: (wire: PrinterWire) => Promise<Value>): Promise<Value> {
    return this.#turns.take(async () => {
      const transport = await this.#connection.ready();
      if (transport) return work(this.#wire(transport));
      throw new DeviceError('device.offline', 'the printer is not connected', false);
    });
  }

  /** A connection that takes no bytes or gives no answer is given up: a late answer would mislead. */
  #wire(transport: Transport): PrinterWire {
    const giveUp = async (cause: unknown): Promise<never> => {
      if (cause instanceof DeviceError) await this.#connection.drop(transport, cause.message);
      throw cause;
    };
    const write: PrinterWire['write'] = (bytes, timeoutMs) =>
      transport.write(bytes, timeoutMs).catch(giveUp);
    if (!this.#profile.hasStatus) return { write };
    return {
      write,
      ask: async (firstTimeoutMs) => {
        const status = await this.#line.askAll(transport, firstTimeoutMs).catch(giveUp);
        this.#show(status);
        return status;
      },
    };
  }

  #show(status: PrinterStatus): void {
    if (this.#status && isSameStatus(this.#status, status)) return;
    this.#status = status;
    this.#context.emit({ kind: 'printer-status', status });
  }

  #changeState(state: DeviceState, reason: string | undefined): void {
    this.#context.emit({ kind: 'state', state, ...(reason === undefined ? {} : { reason }) });
    clearTimeout(this.#poll);
    this.#status = undefined;
    this.#line.abandon(reason ?? `the connection is ${state}`);
    if (state === 'open' && this.#profile.hasStatus) this.#schedulePoll(0);
  }

  #schedulePoll(delayMs: number): void {
    this.#poll = setTimeout(() => void this.#pollStatus(), delayMs);
  }

  async #pollStatus(): Promise<void> {
    const outcome = await this.askStatus().catch((cause: unknown) => {
      if (cause instanceof DeviceError) return cause;
      throw cause;
    });
    // Any other error has cost the connection; the next one begins polling anew.
    const isConnected = !(outcome instanceof DeviceError) || outcome.code === 'device.busy';
    if (isConnected) this.#schedulePoll(driverLimits.statusPollMs);
  }
}

function compareLevels(before: 0 | 1 | undefined, after: 0 | 1 | undefined): DrawerOutcome {
  if (before === undefined || after === undefined) return {};
  return { levelBefore: before, levelAfter: after, hasMoved: before !== after };
}
