import { faultsOfPayment, faultsOfRefund } from './check.ts';
import type { Lane } from './lane.ts';
import { nameOf, type Play } from './plan.ts';
import { playPayment } from './play-payment.ts';
import { playRefund } from './play-refund.ts';

/** A busy machine may take its time; a receipt that is given up is a fault. */
const printTimeoutMs = 60_000;

/** Plays it at a till and looks at everything that must be so. @returns what is not, each a sentence. */
export async function playAndCheck(lane: Lane, play: Play): Promise<string[]> {
  const { terminal } = lane;
  const papersBefore = lane.papers.length;
  const played = await playPayment(lane, play);
  if (played.saleId !== null) {
    await terminal.until(
      ({ done }) => isPrinted(done?.printing ?? 'none'),
      'the receipt is printed',
      printTimeoutMs,
    );
  }
  const faults = faultsOfPayment(lane, play, played, papersBefore);
  if (played.saleId === null) {
    await terminal.must('pay.dismiss', {});
    await terminal.must('sale.cancel', {});
  } else {
    await terminal.must('sale.next', {});
    if (play.what === 'refund') {
      const papersSold = lane.papers.length;
      const refund = await playRefund(lane, play, played.saleId);
      faults.push(...faultsOfRefund(lane, play, played, refund, papersSold));
    }
  }
  return faults.map((fault) => `${nameOf(play)}: ${fault}`);
}

const isPrinted = (printing: string): boolean => ['printed', 'interrupted'].includes(printing);
