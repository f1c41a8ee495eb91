import { useEffect, useState } from 'preact/hooks';
import type { ReceiptDocument } from '../../../main/contract/queries.ts';
import type { DoneShown, TillSnapshot } from '../../../main/contract/snapshots.ts';
import { ask } from '../../bridge.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { ReceiptPaper } from '../../parts/receipt-paper.tsx';
import { act } from '../../state.ts';
import { money, t, wordFor } from '../../text.ts';
import { Stage } from '../frame/stage.tsx';
import { Printing } from './printing.tsx';
import './done.css';

/** Paid: the change to hand over, the receipt, and on to the next sale. */
export function Done({ till }: { readonly till: TillSnapshot }) {
  const { done } = till;
  const receipt = useReceipt(done?.saleId ?? null);
  if (!done) return null;
  return (
    <main class="screen">
      <Stage class="done">
        <p class="paid" role="status">
          <Icon name="check" size={40} />
          {t('done.paid')}
        </p>
        <Change done={done} />
        <dl class="paid-by">
          <div>
            <dt>{t('total.total')}</dt>
            <dd>{money(done.totalMinor)}</dd>
          </div>
          {done.tenders.map((tender) => (
            <div key={tender.id}>
              <dt>
                {tender.kind === 'cash'
                  ? t('tender.cash')
                  : wordFor('provider', tender.provider ?? '')}
              </dt>
              <dd>{money(tender.tenderedMinor)}</dd>
            </div>
          ))}
        </dl>
        <Printing saleId={done.saleId} state={done.printing} />
        <p class="soft">{t('done.next')}</p>
      </Stage>
      <aside class="column" aria-label={t('done.receipt')}>
        <div class="preview scroll" tabIndex={-1}>
          {receipt && <ReceiptPaper receipt={receipt} label={done.receiptNumber} />}
        </div>
        <div class="foot">
          <Button class="next" looks="primary" isGuarded onTap={() => act('sale.next', {})}>
            {t('done.go')}
          </Button>
        </div>
      </aside>
    </main>
  );
}

function Change({ done }: { readonly done: DoneShown }) {
  if (done.changeMinor === 0) {
    return (
      <p class="change none">
        <span>{t('done.noChange')}</span>
        <strong>{money(done.totalMinor)}</strong>
      </p>
    );
  }
  return (
    <p class="change">
      <span>{t('done.change')}</span>
      <strong>{money(done.changeMinor)}</strong>
    </p>
  );
}

function useReceipt(saleId: string | null): ReceiptDocument | null {
  const [receipt, setReceipt] = useState<ReceiptDocument | null>(null);
  useEffect(() => {
    let isWanted = true;
    setReceipt(null);
    if (saleId !== null) {
      void ask('receipt.preview', { saleId }).then((answer) => {
        if (isWanted && answer.ok) setReceipt(answer.value);
      });
    }
    return () => {
      isWanted = false;
    };
  }, [saleId]);
  return receipt;
}
