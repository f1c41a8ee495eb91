import { hangMs, heartbeatMs } from '../recovery.ts';
import { PipeError, type Session } from './pipe.ts';

/** Asks a page again and again whether it is there, until it is stopped or once does not answer. */
export class Heartbeat {
  readonly #session: Session;
  readonly #onHung: () => void;
  #timer: NodeJS.Timeout | null = null;
  /** Tells the answer of a beat that was stopped meanwhile from one that counts. */
  #round = 0;

  constructor(session: Session, onHung: () => void) {
    this.#session = session;
    this.#onHung = onHung;
  }

  start(): void {
    this.stop();
    void this.#beat(this.#round);
  }

  stop(): void {
    this.#round += 1;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  async #beat(round: number): Promise<void> {
    try {
      await this.#session.sendWithin(hangMs, 'Runtime.evaluate', { expression: '0' });
    } catch (error) {
      if (!(error instanceof PipeError)) throw error;
      if (round === this.#round) this.#onHung();
      return;
    }
    if (round !== this.#round) return;
    this.#timer = setTimeout(() => void this.#beat(round), heartbeatMs);
  }
}
