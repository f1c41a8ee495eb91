import { setTimeout as pause } from 'node:timers/promises';
import { DeviceError } from '../device-error.ts';
import { driverLimits } from '../limits.ts';
import type { Transport } from '../transport/transport.ts';
import { type ScaleAnswer, type ScaleProtocol, unreadable } from './protocol.ts';

/**
 * Questions and answers on a scale's wire, one at a time: answers do not say what they answer. What
 * comes while nobody asks is dropped, so that a late answer is not taken for the next one.
 */
export class ScaleLine {
  readonly #protocol: ScaleProtocol;
  #pending: Uint8Array = new Uint8Array(0);
  #question: PromiseWithResolvers<ScaleAnswer | undefined> | undefined;
  #quietUntil = 0;

  constructor(protocol: ScaleProtocol) {
    this.#protocol = protocol;
  }

  receive(bytes: Uint8Array): void {
    if (!this.#question) return;
    this.#pending = Buffer.concat([this.#pending, bytes]);
    const { end, parse } = this.#protocol;
    const lastAt = end === null ? bytes.length - 1 : this.#pending.indexOf(end);
    if (lastAt >= 0) this.#answer(parse(this.#pending.subarray(0, lastAt + 1)));
    else if (this.#pending.length > driverLimits.scaleAnswerBytes) {
      this.#answer(unreadable(`no end in ${this.#pending.length} bytes`));
    }
  }

  /** The connection broke: no answer will come. */
  abandon(reason: string): void {
    this.#question?.reject(new DeviceError('device.interrupted', reason));
    this.#question = undefined;
  }

  /** Asks for the weight, or waits for the next report; undefined when nothing comes in time. */
  async askWeight(transport: Transport): Promise<ScaleAnswer | undefined> {
    const { askWeight } = this.#protocol;
    await this.#keepGap();
    this.#pending = new Uint8Array(0);
    const question = Promise.withResolvers<ScaleAnswer | undefined>();
    this.#question = question;
    const timer = setTimeout(() => this.#answer(undefined), driverLimits.scaleAnswerTimeoutMs);
    try {
      const written = askWeight && transport.write(askWeight, driverLimits.scaleWriteTimeoutMs);
      const [answer] = await Promise.all([question.promise, written]);
      return answer;
    } finally {
      clearTimeout(timer);
      this.#question = undefined;
      this.#startGap();
    }
  }

  /** Writes a command whose answer, if there is any, is of no interest. */
  async tell(transport: Transport, command: Uint8Array): Promise<void> {
    await this.#keepGap();
    await transport.write(command, driverLimits.scaleWriteTimeoutMs);
    this.#startGap();
  }

  #answer(answer: ScaleAnswer | undefined): void {
    this.#question?.resolve(answer);
    this.#question = undefined;
  }

  #startGap(): void {
    this.#quietUntil = performance.now() + this.#protocol.gapMs;
  }

  async #keepGap(): Promise<void> {
    const leftMs = this.#quietUntil - performance.now();
    if (leftMs > 0) await pause(leftMs);
  }
}
