import { setTimeout as pause } from 'node:timers/promises';
import type { DeviceContext } from '../device.ts';
import type { DeviceError } from '../device-error.ts';
import { driverLimits } from '../limits.ts';
import { isFailedRead, readFound, withField } from './card-session.ts';
import { expected } from './exchange.ts';
import type { CardPresence } from './presence.ts';
import type { CardField } from './protocol.ts';

/** Looking for cards in progress. */
type Session = { readonly ending: AbortController; readonly ended: Promise<void> };

/**
 * Looks for cards while nobody asks for one, so that a badge can be touched at any time; raises
 * `card` once for each time that a card is put on the reader.
 */
export class CardPolling {
  readonly #field: CardField;
  readonly #presence: CardPresence;
  readonly #context: DeviceContext;
  #session: Session | undefined;
  #isClosed = false;

  constructor(field: CardField, presence: CardPresence, context: DeviceContext) {
    this.#field = field;
    this.#presence = presence;
    this.#context = context;
  }

  resume(): void {
    if (this.#isClosed || (this.#session && !this.#session.ending.signal.aborted)) return;
    const before = this.#session?.ended;
    const ending = new AbortController();
    this.#session = { ending, ended: this.#run(ending.signal, before) };
  }

  /** Looks no further, at once; the field may still be on. */
  stop(): void {
    this.#session?.ending.abort();
  }

  /** The field is off when this returns. */
  async pause(): Promise<void> {
    this.stop();
    await this.#session?.ended;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.pause();
  }

  async #run(ended: AbortSignal, before: Promise<void> | undefined): Promise<void> {
    await before;
    while (!ended.aborted) {
      try {
        await withField(this.#field, () => this.#look(ended));
      } catch (cause) {
        const error = expected(cause);
        if (ended.aborted) return;
        if (isFailedRead(error)) {
          this.#context.emit({ kind: 'count', name: 'FailedReadCount', by: 1 });
        }
        await waitUnlessEnded(retryDelayMs(error), ended);
      }
    }
  }

  async #look(ended: AbortSignal): Promise<void> {
    while (!ended.aborted) {
      const found = await this.#field.poll(driverLimits.cardPollMs);
      if (!found) {
        this.#presence.miss();
        continue;
      }
      if (this.#presence.isNew(found)) {
        const card = await readFound(this.#field, found, ended);
        if (!card) return;
        this.#presence.tell(card);
        this.#context.emit({ kind: 'card', card, at: this.#context.now() });
      }
      await waitUnlessEnded(driverLimits.cardPresencePollMs, ended);
    }
  }
}

/** A card taken away too early is the customer's doing; anything else is given time to pass. */
function retryDelayMs({ code }: DeviceError): number {
  return code === 'device.card-removed' ? 0 : driverLimits.cardPollRetryMs;
}

async function waitUnlessEnded(durationMs: number, ended: AbortSignal): Promise<void> {
  try {
    await pause(durationMs, undefined, { signal: ended });
  } catch (cause) {
    if (!ended.aborted) throw cause;
  }
}
