import type { BasketShown } from '../../../main/contract/snapshots.ts';
import { money, t, wordFor } from '../../text.ts';

/** How the total comes about, and the total: the largest thing on the screen. */
export function Totals(props: {
  readonly basket: BasketShown | null;
  readonly pricesIncludeTax: boolean;
}) {
  const { basket } = props;
  const totals = basket?.totals;
  const offMinor = totals ? totals.saleDiscountMinor : 0;
  return (
    <div class="totals">
      <dl>
        {totals && offMinor > 0 && <Row name={t('total.discount')} value={money(-offMinor)} />}
        {totals && (
          <Row
            name={props.pricesIncludeTax ? t('total.taxIncluded') : t('total.tax')}
            value={money(totals.taxMinor)}
          />
        )}
        {basket?.tenders.map((tender) => (
          <Row
            key={tender.id}
            name={
              tender.kind === 'cash' ? t('tender.cash') : wordFor('provider', tender.provider ?? '')
            }
            value={money(-tender.amountMinor)}
          />
        ))}
      </dl>
      <p class="total" aria-live="polite">
        <span>{t('total.total')}</span>
        <strong data-fit>{money(totals?.totalMinor ?? 0)}</strong>
      </p>
    </div>
  );
}

function Row({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
