import type { PrinterStatus } from '../contract.ts';
import { DeviceError } from '../device-error.ts';
import { driverLimits } from '../limits.ts';
import { bounded } from '../transport/bounded.ts';
import type { Transport } from '../transport/transport.ts';
import { parseAutomaticStatus } from './escpos/automatic-status.ts';
import {
  encodeStatusQuery,
  parseStatus,
  type StatusAnswers,
  type StatusQuery,
  statusQueries,
} from './escpos/status.ts';
import { StatusStream } from './escpos/status-stream.ts';

/**
 * Questions and answers over DLE EOT, one at a time: answers do not say what they answer. So a
 * caller that gets `device.timeout` must give up the connection, or a late answer would be taken
 * for the next one. Reports that come by themselves go to `onReport`.
 */
export class StatusLine {
  readonly #onReport: (status: PrinterStatus) => void;
  #stream = new StatusStream();
  #question: PromiseWithResolvers<number> | undefined;

  constructor(onReport: (status: PrinterStatus) => void) {
    this.#onReport = onReport;
  }

  /** Bytes from the printer; noise, and answers that nobody waits for, are dropped. */
  receive(bytes: Uint8Array): void {
    for (const signal of this.#stream.push(bytes)) {
      if (signal.kind === 'report') {
        this.#onReport(parseAutomaticStatus(signal.bytes));
        continue;
      }
      this.#question?.resolve(signal.byte);
      this.#question = undefined;
    }
  }

  /** The connection broke: no answer will come, and half a report means nothing. */
  abandon(reason: string): void {
    this.#stream = new StatusStream();
    this.#question?.reject(new DeviceError('device.interrupted', reason));
    this.#question = undefined;
  }

  /** All four answers; the first may take longer, while the printer works off its buffer. */
  async askAll(transport: Transport, firstTimeoutMs: number): Promise<PrinterStatus> {
    const answers: Record<StatusQuery, number> = { 1: 0, 2: 0, 3: 0, 4: 0 };
    for (const query of statusQueries) {
      const timeoutMs = query === 1 ? firstTimeoutMs : driverLimits.statusTimeoutMs;
      answers[query] = await this.#ask(transport, query, timeoutMs);
    }
    return parseStatus(answers satisfies StatusAnswers);
  }

  async #ask(transport: Transport, query: StatusQuery, timeoutMs: number): Promise<number> {
    const question = Promise.withResolvers<number>();
    this.#question = question;
    const answer = bounded(question.promise, timeoutMs, `the answer to status question ${query}`);
    await Promise.all([transport.write(encodeStatusQuery(query), timeoutMs), answer]);
    return answer;
  }
}

/** Whether two readings say the same. */
export function isSameStatus(a: PrinterStatus, b: PrinterStatus): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
