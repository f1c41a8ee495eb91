import type { SaleRow } from '../../../main/contract/queries.ts';
import { Button } from '../../parts/button.tsx';
import { act } from '../../state.ts';
import { clock, money, t, wordFor } from '../../text.ts';

/** The newest sales; each can be printed once more. */
export function LastSales({ sales }: { readonly sales: readonly SaleRow[] }) {
  return (
    <section class="panel sales" aria-labelledby="sales-title">
      <h2 id="sales-title">{t('today.lastSales')}</h2>
      {sales.length === 0 && <p class="soft">{t('today.noSales')}</p>}
      <ul>
        {sales.map((sale) => (
          <li key={sale.saleId}>
            <time>{clock(sale.at)}</time>
            <span class="number">
              {sale.receiptNumber}
              <span class="soft">
                {sale.staffName} · {t('basket.lines', { count: sale.lineCount })} · {paidBy(sale)}
              </span>
            </span>
            <strong>{money(sale.totalMinor)}</strong>
            <Button
              label={t('today.refundOf', { number: sale.receiptNumber })}
              onTap={() => act('refund.open', { saleId: sale.saleId })}
            >
              {t('today.refund')}
            </Button>
            <Button
              icon="printer"
              label={t('today.reprint', { number: sale.receiptNumber })}
              onTap={() => act('receipt.reprint', { saleId: sale.saleId })}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

function paidBy({ tenders }: SaleRow): string {
  const ways = tenders.map(({ kind, provider }) =>
    kind === 'cash' ? t('tender.cash') : wordFor('provider', provider ?? ''),
  );
  return [...new Set(ways)].join(' + ');
}
