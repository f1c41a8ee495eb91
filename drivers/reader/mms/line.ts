import { DeviceError } from '../../device-error.ts';
import { Turns } from '../../device-model/turns.ts';
import { driverLimits } from '../../limits.ts';
import { Exchange, expected, type ReaderWire } from '../exchange.ts';
import { encodeRequest, type MmsMessage, messageTypes, parseMessage } from './message.ts';
import { PacketJoiner, splitPackets } from './packets.ts';

/** Packets have no report number; the system wants one before each all the same. */
const unnumbered = 0x00;
const maxCounter = 0xff;

/** Requests to an MMS reader, one at a time; a response is known by the counter that it echoes. */
export class MmsLine {
  readonly #wire: ReaderWire;
  readonly #turns = new Turns(driverLimits.readerQueue, driverLimits.readerWaitMs);
  readonly #joiner = new PacketJoiner();
  readonly #exchange = new Exchange<MmsMessage>();
  readonly #listeners = new Set<(message: MmsMessage) => void>();
  #counter = 0;

  constructor(wire: ReaderWire) {
    this.#wire = wire;
  }

  receive(report: Uint8Array): void {
    const bytes = this.#joiner.push(report);
    if (!bytes) return;
    try {
      const message = parseMessage(bytes);
      this.#exchange.receive(message);
      for (const listener of this.#listeners) listener(message);
    } catch (cause) {
      this.#exchange.fail(expected(cause));
    }
  }

  reset(reason: string): void {
    this.#joiner.reset();
    this.#exchange.fail(new DeviceError('device.interrupted', reason));
  }

  /** The response, whatever its status. */
  ask(command: number, parameters?: Uint8Array): Promise<MmsMessage> {
    return this.#turns.take(() => this.#ask(command, parameters));
  }

  /**
   * The response, when the reader has also told by itself that it is done; it must be sent nothing
   * before. How such a notification is numbered is not known: one that does not come in time is
   * waited for no longer.
   */
  askUntilDone(command: number, parameters: Uint8Array, timeoutMs: number): Promise<MmsMessage> {
    return this.#turns.take(async () => {
      const done = Promise.withResolvers<void>();
      const listener = (message: MmsMessage): void => {
        const isNotification = message.type !== messageTypes.response;
        if (isNotification && message.command === command) done.resolve();
      };
      this.#listeners.add(listener);
      let timer: NodeJS.Timeout | undefined;
      try {
        const answer = await this.#ask(command, parameters);
        timer = setTimeout(done.resolve, timeoutMs);
        await done.promise;
        return answer;
      } finally {
        clearTimeout(timer);
        this.#listeners.delete(listener);
      }
    });
  }

  sendRaw(report: Uint8Array): Promise<void> {
    return this.#turns.take(async () => {
      const link = await this.#wire();
      await link.write(report);
    });
  }

  async #ask(command: number, parameters?: Uint8Array): Promise<MmsMessage> {
    const link = await this.#wire();
    this.#counter = (this.#counter % maxCounter) + 1;
    const counter = this.#counter;
    const packets = splitPackets(encodeRequest(counter, command, parameters));
    const write = async (): Promise<void> => {
      for (const packet of packets) await link.write(Uint8Array.of(unnumbered, ...packet));
    };
    const isAnswer = (message: MmsMessage): boolean =>
      message.type === messageTypes.response &&
      message.counter === counter &&
      message.command === command;
    const what = command.toString(16).padStart(4, '0').toUpperCase();
    const timeoutMs = driverLimits.readerAnswerTimeoutMs;
    try {
      return await this.#exchange.ask(write, isAnswer, timeoutMs, what);
    } catch (cause) {
      const { code, message } = expected(cause);
      if (code === 'device.timeout') await link.drop(message);
      throw cause;
    }
  }
}
