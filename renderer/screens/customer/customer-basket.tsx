import { useEffect, useRef } from 'preact/hooks';
import type { CustomerSnapshot, LineShown } from '../../../main/contract/snapshots.ts';
import { Picture } from '../../parts/picture.tsx';
import { money, nameOf, t } from '../../text.ts';
import { LineDetail } from '../basket/basket-line.tsx';

/** The last thing scanned, large; all of them; what it comes to. */
export function CustomerBasket({ shown }: { readonly shown: CustomerSnapshot }) {
  const last = shown.lines.find(({ id }) => id === shown.lastLineId) ?? shown.lines.at(-1);
  return (
    <div class="two">
      <section class="centre">{last && <Last line={last} />}</section>
      <Bill shown={shown} />
    </div>
  );
}

function Last({ line }: { readonly line: LineShown }) {
  const name = nameOf(line.name);
  return (
    <div class="last-item" role="status">
      <Picture picture={line.picture} name={name} />
      <p class="name">{name}</p>
      <p class="price">{money(line.amountMinor)}</p>
      <LineDetail line={line} />
    </div>
  );
}

/** The lines and the total, as the customer checks them. */
export function Bill({ shown }: { readonly shown: CustomerSnapshot }) {
  const list = useRef<HTMLUListElement>(null);
  const { lines, totals } = shown;
  useEffect(() => {
    list.current?.scrollTo({ top: lines.length === 0 ? 0 : list.current.scrollHeight });
  }, [lines.length]);
  return (
    <aside class="bill" aria-label={t('customer.bill')}>
      <ul ref={list}>
        {lines.map((line) => (
          <li key={line.id}>
            <span>{nameOf(line.name)}</span>
            <strong>{money(line.amountMinor)}</strong>
            <LineDetail line={line} />
          </li>
        ))}
      </ul>
      {totals && totals.saleDiscountMinor > 0 && (
        <p class="row">
          <span>{t('total.discount')}</span>
          <span>{money(-totals.saleDiscountMinor)}</span>
        </p>
      )}
      {shown.paidMinor > 0 && (
        <p class="row">
          <span>{t('customer.paidPart')}</span>
          <span>{money(-shown.paidMinor)}</span>
        </p>
      )}
      <p class="sum">
        <span>{t('total.total')}</span>
        <strong>{money(totals?.totalMinor ?? 0)}</strong>
      </p>
    </aside>
  );
}
