import type { DayReport } from '../../../main/contract/queries.ts';
import { count, money, t } from '../../text.ts';

export function Figures({ report }: { readonly report: DayReport }) {
  const { saleCount, grossMinor, discountMinor, taxMinor, netMinor, refunds } = report;
  return (
    <dl class="figures">
      <Figure name={t('today.count')} value={count(saleCount)} />
      <Figure name={t('today.gross')} value={money(grossMinor)} />
      <Figure name={t('today.discount')} value={money(-discountMinor)} />
      <Figure name={t('today.tax')} value={money(taxMinor)} />
      {refunds.count > 0 && (
        <Figure
          name={t('today.refunds')}
          note={count(refunds.count)}
          value={money(-refunds.amountMinor)}
        />
      )}
      <Figure name={t('today.net')} value={money(netMinor)} isChief />
    </dl>
  );
}

/** A sum with its name; in a list of class `figures`. */
export function Figure(props: {
  readonly name: string;
  readonly value: string;
  readonly note?: string;
  readonly isChief?: boolean;
}) {
  return (
    <div class={props.isChief ? 'chief' : ''}>
      <dt>
        {props.name}
        {props.note && <span class="note">{props.note}</span>}
      </dt>
      <dd data-fit>{props.value}</dd>
    </div>
  );
}
