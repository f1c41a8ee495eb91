import { DeviceError } from '../../device-error.ts';
import { Turns } from '../../device-model/turns.ts';
import { driverLimits } from '../../limits.ts';
import { Exchange, expected, type ReaderLink, type ReaderWire } from '../exchange.ts';
import { type CrcOrder, type Neo2Command, neo2Commands, neo2Status } from './commands.ts';
import { decodeAnswer, encodeCommand, type Neo2Answer } from './frame.ts';
import { ReportJoiner, splitReports } from './reports.ts';

/**
 * Questions to a NEO 2 reader, one at a time. Answers carry no number, only the command's: after
 * an answer that came late, broken or not at all, the line is unsettled, and the reader is first
 * asked for its version. It answers in order, so all that comes before that answer is old.
 */
export class Neo2Line {
  readonly #wire: ReaderWire;
  readonly #turns = new Turns(driverLimits.readerQueue, driverLimits.readerWaitMs);
  readonly #joiner = new ReportJoiner();
  readonly #exchange = new Exchange<Neo2Answer>();
  /** The orders that a reader turned out to want where the manual contradicts itself. */
  readonly #crcOrders = new Map<Neo2Command, CrcOrder>();
  #isSettled = false;

  constructor(wire: ReaderWire) {
    this.#wire = wire;
  }

  receive(report: Uint8Array): void {
    const message = this.#joiner.push(report);
    if (!message) return;
    try {
      const answer = decodeAnswer(message);
      if (answer.status !== neo2Status.userInterfaceEvent) this.#exchange.receive(answer);
    } catch (cause) {
      this.#exchange.fail(expected(cause));
    }
  }

  reset(reason: string): void {
    this.#joiner.reset();
    this.#isSettled = false;
    this.#exchange.fail(new DeviceError('device.interrupted', reason));
  }

  /** Whatever the status: what it means depends on the command. */
  ask(
    command: Neo2Command,
    data?: Uint8Array,
    timeoutMs: number = driverLimits.readerAnswerTimeoutMs,
  ): Promise<Neo2Answer> {
    return this.#turns.take(async () => {
      const link = await this.#wire();
      await this.#settle(link);
      const order = this.#crcOrders.get(command) ?? command.crcOrder;
      const answer = await this.#askOnce(link, command, data, order, timeoutMs);
      if (answer.status !== neo2Status.badCrc || !command.isDisputed) return answer;
      const other = order === 'msb' ? 'lsb' : 'msb';
      const second = await this.#askOnce(link, command, data, other, timeoutMs);
      if (second.status !== neo2Status.badCrc) this.#crcOrders.set(command, other);
      return second;
    });
  }

  sendRaw(report: Uint8Array): Promise<void> {
    return this.#turns.take(async () => {
      const link = await this.#wire();
      this.#isSettled = false;
      await link.write(report);
    });
  }

  async #settle(link: ReaderLink): Promise<void> {
    if (this.#isSettled) return;
    const { firmwareVersion } = neo2Commands;
    const timeoutMs = driverLimits.readerAnswerTimeoutMs;
    try {
      await this.#askOnce(link, firmwareVersion, undefined, firmwareVersion.crcOrder, timeoutMs);
    } catch (cause) {
      await link.drop(expected(cause).message);
      throw cause;
    }
    this.#isSettled = true;
  }

  async #askOnce(
    link: ReaderLink,
    command: Neo2Command,
    data: Uint8Array | undefined,
    order: CrcOrder,
    timeoutMs: number,
  ): Promise<Neo2Answer> {
    const reports = splitReports(encodeCommand(command, data, order));
    const write = async (): Promise<void> => {
      for (const report of reports) await link.write(report);
    };
    const isAnswer = (answer: Neo2Answer): boolean => answer.command === command.command;
    try {
      return await this.#exchange.ask(write, isAnswer, timeoutMs, nameOf(command));
    } catch (cause) {
      this.#isSettled = false;
      throw cause;
    }
  }
}

/** `2C-13`, as the manual names commands. */
export function nameOf({ command, subCommand }: Neo2Command): string {
  const names = [command, subCommand].map((byte) => byte.toString(16).padStart(2, '0'));
  return names.join('-').toUpperCase();
}
