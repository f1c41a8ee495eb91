import type {
  LedgerItem,
  LedgerPart,
  LedgerPlace,
  StatementLedger,
} from '../store/statement-ledger.ts';
import type { Pace } from './pace.ts';

/** Read at once: well within a slice. */
const pageItems = 50;

/** Gives each of ours that ended at `fromAt` or later to `look`, with rests in between. */
export async function eachItem(
  ledger: StatementLedger,
  part: LedgerPart,
  fromAt: number,
  pace: Pace,
  look: (item: LedgerItem) => void,
): Promise<void> {
  let place: LedgerPlace | null = { endedAt: fromAt, id: '' };
  while (place) {
    const page = ledger.page(part, place, pageItems);
    for (const item of page.items) {
      look(item);
      await pace.restIfDue();
    }
    place = page.next;
  }
}
