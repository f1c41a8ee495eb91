import type { DeviceState, DisplayConfig } from '../contract.ts';
import type { DeviceContext } from '../device.ts';
import { DeviceError } from '../device-error.ts';
import { driverLimits } from '../limits.ts';
import { Connection } from '../transport/connection.ts';
import { openTraced } from '../transport/traced.ts';
import { throughPrinter } from './protocols.ts';

/** The way to a display. */
export type DisplayWire = {
  /** Throws a DeviceError when the bytes did not get there. */
  readonly write: (bytes: Uint8Array) => Promise<void>;
  readonly state: () => DeviceState;
  readonly close: () => Promise<void>;
};

/** `onOpen`: the display may have been switched off and on; it is told anew what it shows. */
export function openDisplayWire(
  { transport }: DisplayConfig,
  context: DeviceContext,
  onOpen: () => void,
): DisplayWire {
  if (transport.type === 'printer') return new PrinterWire(transport.printer, context, onOpen);
  return new OwnWire(openTraced(transport, true, context), context, onOpen);
}

class OwnWire implements DisplayWire {
  readonly #connection: Connection;
  #state: DeviceState = 'closed';

  constructor(open: ReturnType<typeof openTraced>, { emit }: DeviceContext, onOpen: () => void) {
    this.#connection = new Connection({
      open,
      // Displays answer self-tests alone; the trace shows it.
      onData: () => undefined,
      onState: (state, reason) => {
        this.#state = state;
        emit({ kind: 'state', state, ...(reason === undefined ? {} : { reason }) });
        if (state === 'open') onOpen();
      },
    });
  }

  state(): DeviceState {
    return this.#state;
  }

  async write(bytes: Uint8Array): Promise<void> {
    const transport = await this.#connection.ready();
    if (!transport) throw new DeviceError('device.offline', 'the display is not connected');
    try {
      await transport.write(bytes, driverLimits.displayWriteTimeoutMs);
    } catch (cause) {
      // Half a text may be on its way: the next one begins on a new connection.
      if (cause instanceof DeviceError) await this.#connection.drop(transport, cause.message);
      throw cause;
    }
  }

  close(): Promise<void> {
    return this.#connection.close();
  }
}

/** A display that hangs on a printer has the state of the last text: got there, or not. */
class PrinterWire implements DisplayWire {
  readonly #printer: string;
  readonly #context: DeviceContext;
  readonly #onOpen: () => void;
  #state: DeviceState = 'closed';
  #retry: NodeJS.Timeout | undefined;

  constructor(printer: string, context: DeviceContext, onOpen: () => void) {
    this.#printer = printer;
    this.#context = context;
    this.#onOpen = onOpen;
    this.#change('opening');
    // Not before all devices of this configuration stand: the printer may be the next one.
    this.#retryAfter(0);
  }

  state(): DeviceState {
    return this.#state;
  }

  async write(bytes: Uint8Array): Promise<void> {
    const port = this.#context.find(this.#printer)?.printerPort;
    try {
      if (!port) throw new DeviceError('device.not-configured', `${this.#printer} is no printer`);
      await port.passThrough(throughPrinter(bytes));
      clearTimeout(this.#retry);
      this.#change('open');
    } catch (cause) {
      if (!(cause instanceof DeviceError)) throw cause;
      this.#change('lost', cause.message);
      this.#retryAfter(driverLimits.displayRetryMs);
      throw cause;
    }
  }

  async close(): Promise<void> {
    clearTimeout(this.#retry);
    this.#change('closed');
  }

  #retryAfter(delayMs: number): void {
    clearTimeout(this.#retry);
    if (this.#state === 'closed') return;
    this.#retry = setTimeout(this.#onOpen, delayMs);
  }

  #change(state: DeviceState, reason?: string): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#context.emit({ kind: 'state', state, ...(reason === undefined ? {} : { reason }) });
  }
}
