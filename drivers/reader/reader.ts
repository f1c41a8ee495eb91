import type {
  CardSeen,
  DeviceCalls,
  DeviceState,
  HealthLevel,
  HealthOutcome,
  ReaderConfig,
} from '../contract.ts';
import type { Device, DeviceContext } from '../device.ts';
import { DeviceError } from '../device-error.ts';
import { rawBytes } from '../device-model/raw-bytes.ts';
import { driverLimits } from '../limits.ts';
import { Connection } from '../transport/connection.ts';
import { openTraced } from '../transport/traced.ts';
import { awaitCard, isFailedRead, withField } from './card-session.ts';
import { expected, type ReaderLink, type ReaderWire } from './exchange.ts';
import { checkReader } from './health.ts';
import { openMms } from './mms/protocol.ts';
import { openNeo2 } from './neo2/protocol.ts';
import { CardPolling } from './polling.ts';
import { CardPresence } from './presence.ts';
import type { CardField, ReaderProtocol } from './protocol.ts';

const protocols: Readonly<Record<ReaderConfig['protocol'], (wire: ReaderWire) => ReaderProtocol>> =
  { neo2: openNeo2, mms: openMms };

/** An NFC reader over HID: reads what cards give without a key, one card at a time. */
export function startReader(config: ReaderConfig, context: DeviceContext): Device {
  const reader = new Reader(config, context);
  return {
    handlers: {
      'read-card': ({ timeoutMs }) => reader.readCard(timeoutMs),
      cancel: () => reader.cancel(),
      signal: (signal) => reader.signal(signal),
      identify: ({ number }) => reader.identify(number),
      'send-raw': ({ hex }) => reader.sendRaw(hex),
      'check-health': ({ level, timeoutMs }) => reader.checkHealth(level, timeoutMs),
    },
    close: () => reader.close(),
  };
}

/** A `read-card` in progress. */
type Reading = { readonly ending: AbortController; readonly ended: Promise<void> };

const mostBeeps = 3;
/** A report is 64 bytes behind its id, or 64 with it. */
const longestReportBytes = 65;

class Reader {
  readonly #context: DeviceContext;
  readonly #protocol: ReaderProtocol;
  readonly #connection: Connection;
  readonly #presence = new CardPresence();
  readonly #polling: CardPolling | undefined;
  #state: DeviceState = 'closed';
  #identity: Readonly<Record<string, string>> = {};
  #reading: Reading | undefined;
  /** A reading that began before its end would fall between the questions of the greeting. */
  #greeting: Promise<void> = Promise.resolve();

  constructor(config: ReaderConfig, context: DeviceContext) {
    this.#context = context;
    this.#protocol = protocols[config.protocol](() => this.#link());
    const { field } = this.#protocol;
    if (config.isPolling && field) {
      this.#polling = new CardPolling(field, this.#presence, context);
    }
    this.#connection = new Connection({
      open: openTraced(config.transport, true, context),
      onData: (report) => this.#protocol.receive(report),
      onState: (state, reason) => this.#changeState(state, reason),
    });
  }

  async readCard(timeoutMs: number): Promise<CardSeen | null> {
    const field = this.#requireField();
    if (this.#reading) throw new DeviceError('device.busy', 'a card is being read already');
    const ending = new AbortController();
    const reading = this.#read(field, timeoutMs, ending.signal);
    const ended = Promise.allSettled([reading]).then(() => {
      this.#reading = undefined;
      void this.#resumePolling();
    });
    this.#reading = { ending, ended };
    await ended;
    return reading;
  }

  /** Ends a reading in progress; nothing is on the wire for it any more when this returns. */
  async cancel(): Promise<null> {
    if (this.#reading) {
      this.#reading.ending.abort();
      await this.#reading.ended;
    } else if (this.#state === 'open' && !this.#polling) {
      await this.#protocol.cancelTransaction();
    }
    return null;
  }

  async signal({ light, beeps }: DeviceCalls['signal']['params']): Promise<null> {
    if (light !== undefined) await this.#protocol.light(light);
    if (beeps !== undefined) await this.#beep(beeps);
    return null;
  }

  async identify(number: number): Promise<null> {
    await this.#beep(Math.min(Math.max(Math.trunc(number), 1), mostBeeps));
    return null;
  }

  async sendRaw(hex: string): Promise<null> {
    await this.#protocol.sendRaw(rawBytes(hex, longestReportBytes));
    return null;
  }

  checkHealth(level: HealthLevel, timeoutMs: number): Promise<HealthOutcome> {
    return checkReader(level, timeoutMs, {
      isOpen: () => this.#state === 'open',
      identity: () => this.#identity,
      ping: () => this.#protocol.ping(),
      beep: () => this.#beep(1),
      awaitCard: (waitMs) => this.readCard(waitMs),
    });
  }

  async close(): Promise<void> {
    this.#reading?.ending.abort();
    await this.#reading?.ended;
    await this.#polling?.close();
    await this.#connection.close();
  }

  async #read(field: CardField, timeoutMs: number, ended: AbortSignal): Promise<CardSeen | null> {
    await this.#polling?.pause();
    // An attempt to connect that is on its way begins with a greeting.
    await this.#connection.ready();
    await this.#greeting;
    try {
      const card = await withField(field, () => awaitCard(field, timeoutMs, ended));
      if (!card) return null;
      this.#presence.tell(card);
      this.#context.emit({ kind: 'count', name: 'GoodReadCount', by: 1 });
      return card;
    } catch (cause) {
      if (isFailedRead(expected(cause))) {
        this.#context.emit({ kind: 'count', name: 'FailedReadCount', by: 1 });
      }
      throw cause;
    }
  }

  async #beep(times: number): Promise<void> {
    await this.#protocol.beep(times);
    this.#context.emit({ kind: 'count', name: 'ToneSoundedCount', by: times });
  }

  #requireField(): CardField {
    const { field } = this.#protocol;
    if (field) return field;
    throw new DeviceError('device.bad-data', "this reader's way to a card is not known");
  }

  async #link(): Promise<ReaderLink> {
    const transport = await this.#connection.ready();
    if (!transport) throw new DeviceError('device.offline', 'the reader is not connected');
    const drop = (reason: string): Promise<void> => this.#connection.drop(transport, reason);
    return {
      drop,
      write: async (report) => {
        try {
          await transport.write(report, driverLimits.readerWriteTimeoutMs);
        } catch (cause) {
          await drop(expected(cause).message);
          throw cause;
        }
      },
    };
  }

  #changeState(state: DeviceState, reason: string | undefined): void {
    this.#state = state;
    this.#context.emit({ kind: 'state', state, ...(reason === undefined ? {} : { reason }) });
    this.#protocol.reset(reason ?? `the connection is ${state}`);
    this.#polling?.stop();
    if (state !== 'open') return;
    this.#greeting = this.#greet();
    void this.#resumePolling();
  }

  /** Not while a card is read: that ends with this as well. */
  async #resumePolling(): Promise<void> {
    await this.#greeting;
    if (this.#state === 'open' && !this.#reading) this.#polling?.resume();
  }

  async #greet(): Promise<void> {
    let link: ReaderLink | undefined;
    try {
      link = await this.#link();
      this.#identity = await this.#protocol.greet();
      this.#context.emit({ kind: 'identity', facts: this.#identity });
    } catch (cause) {
      // A reader that does not even say who it is cannot be worked with.
      await link?.drop(expected(cause).message);
    }
  }
}
