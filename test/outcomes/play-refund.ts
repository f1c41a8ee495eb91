import type { RefundShown } from '../../main/contract/payments/snapshot.ts';
import type { TillSnapshot } from '../../main/contract/snapshots.ts';
import type { CompletedRefund } from '../../main/domain/refund/document.ts';
import { readJournal } from '../support/records.ts';
import { until } from '../support/until.ts';
import { type End, notRefunded, refunded, refundedInCash, refundOpen } from './ends.ts';
import type { Lane } from './lane.ts';
import type { Play } from './plan.ts';

const endTimeoutMs = 60_000;
const manager = { staffId: 'staff-chen', pin: '2222', reason: '质量问题' };

export type PlayedRefund = {
  readonly end: End;
  /** Of the refund; null when it was not finished. */
  readonly receiptNumber: string | null;
};

/** Gives a finished sale back whole, and waits for the end. Leaves the till ready for the next sale. */
export async function playRefund(lane: Lane, play: Play, saleId: string): Promise<PlayedRefund> {
  const { terminal, providers } = lane;
  const { script } = play;
  if (script.of === 'wechat-refund') providers.wechat.nextRefund(script.scenario);
  if (script.of === 'card') providers.card.next(script.scenario);
  const all = { saleId, lines: [], amountMinor: null };
  await terminal.must('refund.open', { saleId });
  const planned = await terminal.query('refund.plan', all);
  const approval = planned.ok && planned.value.needsApproval ? manager : null;
  await terminal.must('refund.make', { ...all, reason: '质量问题', approval });
  const end = play.end.kind === 'refund-open' ? await whileOpen(lane) : await untilEnd(lane);
  const document = terminal.till?.refund?.document ?? null;
  if (end.kind === 'not-refunded' && document) {
    await terminal.must('refund.drop', { refundId: document.refundId });
  }
  if (document?.receiptNumber) await untilPrinted(lane);
  await terminal.must('refund.leave', {});
  return { end, receiptNumber: document?.receiptNumber ?? null };
}

type Document = NonNullable<RefundShown['document']>;

const documentOf = ({ refund }: TillSnapshot): Document | null => refund?.document ?? null;

async function untilEnd({ terminal, dataDir }: Lane): Promise<End> {
  const till = await terminal.until(
    (shown) => endOf(documentOf(shown), dataDir) !== null,
    'the end of the refund',
    endTimeoutMs,
  );
  const end = endOf(documentOf(till), dataDir);
  if (!end) throw new Error('it has not ended');
  return end;
}

function endOf(document: Document | null, dataDir: string): End | null {
  if (document?.state === 'completed') {
    const made = (readJournal(dataDir, 'refund.completed') as CompletedRefund[]).find(
      ({ refundId }) => refundId === document.refundId,
    );
    return made?.parts.every(({ by }) => by === 'cash') ? refundedInCash : refunded;
  }
  const failed = document?.parts.find(({ state }) => state === 'failed');
  return failed ? notRefunded(failed.failure ?? 'internal') : null;
}

/** Until the provider has been asked what became of it, and has not said. */
async function whileOpen({ terminal }: Lane): Promise<End> {
  const refundId = terminal.till?.refund?.document?.refundId;
  await until(
    'the refund is in doubt',
    async () => {
      const desk = await terminal.query('desk.list', {});
      return desk.ok && desk.value.rows.some(({ kind, state }) => isAsked(kind, state));
    },
    endTimeoutMs,
  );
  const document = terminal.till?.refund?.document;
  if (document?.refundId !== refundId) throw new Error('another refund is on the screen');
  return document?.parts.every(({ state }) => state === 'asking')
    ? refundOpen
    : notRefunded('internal');
}

const isAsked = (kind: string, state: string): boolean => kind === 'refund' && state === 'unknown';

async function untilPrinted({ terminal }: Lane): Promise<void> {
  await terminal.until(
    (till) => documentOf(till)?.printing === 'printed',
    'the receipt of the refund is printed',
  );
}
