import type { CardSeen } from '../contract.ts';
import { driverLimits } from '../limits.ts';
import { toHex } from './card/bytes.ts';
import { type FoundCard, isRandomUid } from './card/kind.ts';

/** Stands for all cards with a UID of one touch: while one stays, each look shows another. */
const unnamed = 'unnamed';

/** Remembers which card lies on the reader, so that it is told once for each time it is put there. */
export class CardPresence {
  #present: string | undefined;
  #absentPolls = 0;

  /** Whether the card was not there before. */
  isNew(found: FoundCard): boolean {
    this.#absentPolls = 0;
    return this.#present !== nameOf(found.uid);
  }

  /** The card was told of. */
  tell(card: CardSeen): void {
    this.#absentPolls = 0;
    this.#present = card.isRandomUid ? unnamed : card.uid;
  }

  /** A look found none; one alone may be a card that lies badly. */
  miss(): void {
    this.#absentPolls++;
    if (this.#absentPolls >= driverLimits.cardAbsentPolls) this.#present = undefined;
  }
}

function nameOf(uid: Uint8Array): string {
  return isRandomUid(uid) ? unnamed : toHex(uid);
}
