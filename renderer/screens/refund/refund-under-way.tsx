import type { RefundShown } from '../../../main/contract/payments/snapshot.ts';
import { Button } from '../../parts/button.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Icon } from '../../parts/icon.tsx';
import { ReceiptPaper } from '../../parts/receipt-paper.tsx';
import { useAnswer } from '../../parts/use-answer.ts';
import { act } from '../../state.ts';
import { dayAndClock, money, t } from '../../text.ts';
import { Printing } from '../done/printing.tsx';
import { Stage } from '../frame/stage.tsx';
import { AnotherSale, RefundHead } from './refund-head.tsx';
import { RefundParts } from './refund-parts.tsx';

type RefundDocumentShown = NonNullable<RefundShown['document']>;

/** A refund as it lives: where each part of the money is, and what a person can do about it. */
export function RefundUnderWay(props: {
  readonly refund: RefundShown;
  readonly document: RefundDocumentShown;
}) {
  const { refund, document } = props;
  const isDone = document.state === 'completed';
  return (
    <main class="screen">
      <Stage class="refund">
        <RefundHead detail={`${refund.receiptNumber} · ${dayAndClock(refund.soldAt)}`}>
          <AnotherSale />
        </RefundHead>
        <div class="standing-of scroll" tabIndex={-1}>
          <Headline document={document} />
          <RefundParts document={document} />
          {isDone && <Printing saleId={document.refundId} state={document.printing} />}
          {canDrop(document) && (
            <Button
              looks="danger"
              icon="close"
              isGuarded
              onTap={() => act('refund.drop', { refundId: document.refundId })}
            >
              {t('refund.drop')}
            </Button>
          )}
        </div>
      </Stage>
      <aside class="column refund-plan" aria-label={t('refund.plan')}>
        <div class="preview scroll" tabIndex={-1}>
          {isDone ? (
            <Paper document={document} />
          ) : (
            <Facts facts={[{ name: t('refund.sold'), value: money(refund.totalMinor) }]} />
          )}
        </div>
        <div class="sum">
          <span>{t('refund.total')}</span>
          <strong data-fit>{money(document.amountMinor)}</strong>
        </div>
        <div class="foot">
          <Button
            class="next"
            looks={isDone ? 'primary' : 'plain'}
            isGuarded
            onTap={() => act('refund.leave', {})}
          >
            {isDone ? t('refund.done.go') : t('refund.leave')}
          </Button>
        </div>
      </aside>
    </main>
  );
}

/** Nothing of it went back, nor may have: the whole can still be given up. */
function canDrop({ state, parts }: RefundDocumentShown): boolean {
  const isUntouched = parts.every((part) => part.state === 'waiting' || part.state === 'failed');
  return state === 'open' && isUntouched;
}

type Standing = 'done' | 'cash' | 'failed' | 'unresolved' | 'going';

function standingOf({ state, parts }: RefundDocumentShown): Standing {
  const has = (wanted: RefundDocumentShown['parts'][number]['state']) =>
    parts.some((part) => part.state === wanted);
  if (state === 'completed') return parts.some(({ kind }) => kind === 'cash') ? 'cash' : 'done';
  if (has('failed')) return 'failed';
  return has('unresolved') ? 'unresolved' : 'going';
}

const looks = {
  done: { class: 'good', icon: 'check' },
  cash: { class: 'good', icon: 'check' },
  failed: { class: 'wanting', icon: 'alert' },
  unresolved: { class: 'wanting', icon: 'alert' },
  going: { class: '', icon: 'time' },
} as const;

function Headline({ document }: { readonly document: RefundDocumentShown }) {
  const standing = standingOf(document);
  const cashMinor = document.parts
    .filter(({ kind }) => kind === 'cash')
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return (
    <div class={`headline ${looks[standing].class}`} role="status">
      <Icon name={looks[standing].icon} size={40} />
      <div>
        <h2>{t(`refund.is.${standing}`, { amount: money(cashMinor) })}</h2>
        <p>{t(`refund.is.${standing}.todo`)}</p>
      </div>
    </div>
  );
}

function Paper({ document }: { readonly document: RefundDocumentShown }) {
  const { refundId, receiptNumber } = document;
  const receipt = useAnswer('receipt.preview', { saleId: refundId }, '');
  return receipt && <ReceiptPaper receipt={receipt} label={receiptNumber ?? ''} />;
}
