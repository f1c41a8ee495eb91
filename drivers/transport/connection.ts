import type { DeviceState } from '../contract.ts';
import { DeviceError } from '../device-error.ts';
import { driverLimits } from '../limits.ts';
import type { Transport, TransportListener } from './transport.ts';

export type ConnectionOptions = {
  readonly open: (listener: TransportListener) => Promise<Transport>;
  readonly onState: (state: DeviceState, reason?: string) => void;
  readonly onData: (bytes: Uint8Array) => void;
};

/**
 * Keeps a device connected: closed -> opening -> open -> lost, and from lost again to opening after
 * 0.25, 0.5, then every 0.8 s. A connection that proved itself starts the delays anew.
 */
export class Connection {
  readonly #options: ConnectionOptions;
  #transport: Transport | undefined;
  #attempt: Promise<void> | undefined;
  #failures = 0;
  #openedAt = 0;
  #retry: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#connect();
  }

  /** The open transport, after an attempt in progress has come to its end; undefined when there is none. */
  async ready(): Promise<Transport | undefined> {
    await this.#attempt;
    return this.#transport;
  }

  /** Gives up a connection that is open and of no use, such as one that does not answer. */
  async drop(transport: Transport, reason: string): Promise<void> {
    if (transport !== this.#transport) return;
    this.#lose(reason);
    await transport.close();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#retry);
    await this.#attempt;
    const transport = this.#transport;
    this.#transport = undefined;
    await transport?.close();
    this.#options.onState('closed');
  }

  #connect(): void {
    this.#options.onState('opening');
    this.#attempt = this.#open().finally(() => {
      this.#attempt = undefined;
    });
  }

  async #open(): Promise<void> {
    let brokenEarly: string | undefined;
    let transport: Transport | undefined;
    try {
      transport = await this.#options.open({
        onData: (bytes) => {
          this.#failures = 0;
          this.#options.onData(bytes);
        },
        onClosed: (reason) => {
          if (this.#transport === undefined) brokenEarly = reason;
          else if (this.#transport === transport) this.#lose(reason);
        },
      });
    } catch (cause) {
      if (!(cause instanceof DeviceError)) throw cause;
      return this.#lose(cause.message);
    }
    if (brokenEarly !== undefined) return this.#lose(brokenEarly);
    this.#transport = transport;
    this.#openedAt = performance.now();
    if (!this.#isClosed) this.#options.onState('open');
  }

  #lose(reason: string): void {
    this.#transport = undefined;
    if (this.#isClosed) return;
    const delays = driverLimits.reconnectDelaysMs;
    const lastDelay = delays[delays.length - 1] ?? 0;
    const wasSteady = this.#openedAt > 0 && performance.now() - this.#openedAt > lastDelay;
    if (wasSteady) this.#failures = 0;
    this.#openedAt = 0;
    this.#options.onState('lost', reason);
    this.#retry = setTimeout(() => this.#connect(), delays[this.#failures] ?? lastDelay);
    this.#failures++;
  }
}
