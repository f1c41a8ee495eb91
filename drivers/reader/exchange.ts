import { DeviceError } from '../device-error.ts';
import { bounded } from '../transport/bounded.ts';

/** One connection: what is asked on it is never sent on the next. */
export type ReaderLink = {
  /** One whole report, its id first. Throws `device.timeout` and `device.interrupted`. */
  readonly write: (report: Uint8Array) => Promise<void>;
  /** Gives it up, because answers can no longer be told apart. */
  readonly drop: (reason: string) => Promise<void>;
};

/** The connection as it is now; throws `device.offline` when there is none. */
export type ReaderWire = () => Promise<ReaderLink>;

type Question<Answer> = PromiseWithResolvers<Answer> & {
  readonly isAnswer: (answer: Answer) => boolean;
};

/** One question at a time, and the answer to it; what answers nothing that was asked is dropped. */
export class Exchange<Answer> {
  #question: Question<Answer> | undefined;

  receive(answer: Answer): void {
    if (this.#question?.isAnswer(answer)) this.#question.resolve(answer);
  }

  /** The answer came broken, or none will come. */
  fail(error: DeviceError): void {
    this.#question?.reject(error);
  }

  /**
   * Writes the question and waits for its answer. Throws `device.timeout`, or what the writing or
   * `fail` throws; nothing of the question is written any more by then.
   */
  async ask(
    write: () => Promise<void>,
    isAnswer: (answer: Answer) => boolean,
    timeoutMs: number,
    what: string,
  ): Promise<Answer> {
    if (this.#question) throw new Error('two questions at once');
    const question = { ...Promise.withResolvers<Answer>(), isAnswer };
    this.#question = question;
    try {
      // What goes wrong before all is written is told below, when it is waited for.
      question.promise.catch(() => undefined);
      await write();
      return await bounded(question.promise, timeoutMs, `the answer to ${what}`);
    } finally {
      this.#question = undefined;
    }
  }
}

/** The expected error that was caught; anything else is a defect and goes on. */
export function expected(cause: unknown): DeviceError {
  if (cause instanceof DeviceError) return cause;
  throw cause;
}
