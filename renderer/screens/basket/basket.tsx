import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { BasketShown, TillSnapshot } from '../../../main/contract/snapshots.ts';
import { Icon } from '../../parts/icon.tsx';
import { t } from '../../text.ts';
import { BasketLine } from './basket-line.tsx';
import { Totals } from './totals.tsx';
import './basket.css';

/** The sale as it stands; its total and the next step keep their places on every screen. */
export function Basket(props: {
  readonly till: TillSnapshot;
  /** Lines cannot be changed while money is being taken. */
  readonly isFixed?: boolean;
  readonly children: ComponentChildren;
}) {
  const { basket, store } = props.till;
  return (
    <aside class="column basket" aria-label={t('basket.title')}>
      {basket && basket.lines.length > 0 ? (
        <Lines basket={basket} isFixed={props.isFixed ?? false} />
      ) : (
        <div class="empty">
          <Icon name="scanner" size={56} />
          <p>{t('basket.empty')}</p>
        </div>
      )}
      <Totals basket={basket} pricesIncludeTax={store.pricesIncludeTax} />
      <div class="foot">{props.children}</div>
    </aside>
  );
}

function Lines({ basket, isFixed }: { readonly basket: BasketShown; readonly isFixed: boolean }) {
  const list = useRef<HTMLUListElement>(null);
  const { lastLineId, lines } = basket;
  const last = lines.find(({ id }) => id === lastLineId);
  // The line that just changed comes into sight, wherever the list was.
  useEffect(() => {
    const row =
      lastLineId && list.current?.querySelector(`[data-line="${CSS.escape(lastLineId)}"]`);
    if (row) row.scrollIntoView({ block: 'nearest' });
  }, [lastLineId, last?.quantityMilli]);
  return (
    <>
      <h2 class="head">
        {t('basket.title')}
        <span class="soft">{t('basket.lines', { count: lines.length })}</span>
      </h2>
      <ul class="lines scroll" ref={list}>
        {lines.map((line) => (
          <BasketLine key={line.id} line={line} isLast={line.id === lastLineId} isFixed={isFixed} />
        ))}
      </ul>
    </>
  );
}
