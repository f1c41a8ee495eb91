import { hangMs, heartbeatMs } from './recovery.ts';

export type HeartbeatParts = {
  /** Any question to the page; a refusal is an answer as well. */
  ask(): Promise<unknown>;
  /** The page left a question unanswered. Called once; then it needs a new start. */
  onHung(): void;
};

/** Asks a page again and again whether it is there. */
export class Heartbeat {
  readonly #parts: HeartbeatParts;
  #timer: NodeJS.Timeout | undefined;
  /** Tells the answer to a question asked before a stop from one that counts. */
  #round = 0;

  constructor(parts: HeartbeatParts) {
    this.#parts = parts;
  }

  start(): void {
    this.stop();
    this.#beat(this.#round);
  }

  stop(): void {
    this.#round += 1;
    clearTimeout(this.#timer);
  }

  #beat(round: number): void {
    let isAnswered = false;
    const answered = () => {
      isAnswered = true;
      if (round !== this.#round) return;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#beat(round), heartbeatMs);
    };
    this.#parts.ask().then(answered, answered);
    this.#timer = setTimeout(() => {
      // One more look at what has come in: it may be main that was busy, not the page.
      setImmediate(() => {
        if (!isAnswered && round === this.#round) this.#parts.onHung();
      });
    }, hangMs);
  }
}
