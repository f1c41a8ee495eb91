import type { DayReport } from '../../../main/contract/queries.ts';
import { count, money, t, wordFor } from '../../text.ts';

/**
 * What was taken in which way, and what should lie in the drawer. The cashier who is going to
 * count the drawer is not told that.
 */
export function Tenders(props: { readonly report: DayReport; readonly isBlind: boolean }) {
  const { byTender, cash } = props.report;
  return (
    <section class="panel" aria-labelledby="tenders-title">
      <h2 id="tenders-title">{t('today.byTender')}</h2>
      <table>
        <tbody>
          {byTender.map(({ kind, provider, ...row }) => (
            <tr key={`${kind} ${provider}`}>
              <th scope="row">
                {kind === 'cash' ? t('tender.cash') : wordFor('provider', provider ?? '')}
              </th>
              <td>{count(row.count)}</td>
              <td>{money(row.amountMinor)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {!props.isBlind && <Drawer cash={cash} />}
    </section>
  );
}

function Drawer({ cash }: { readonly cash: DayReport['cash'] }) {
  return (
    <>
      <h2>{t('today.drawer')}</h2>
      <table>
        <tbody>
          <DrawerRow name={t('today.float')} minor={cash.floatMinor} />
          <DrawerRow name={t('today.cashSales')} minor={cash.salesMinor} />
          <DrawerRow name={t('today.expected')} minor={cash.expectedMinor} isSum />
        </tbody>
      </table>
    </>
  );
}

function DrawerRow(props: {
  readonly name: string;
  readonly minor: number;
  readonly isSum?: boolean;
}) {
  return (
    <tr class={props.isSum ? 'sum' : ''}>
      <th scope="row">{props.name}</th>
      <td>{money(props.minor)}</td>
    </tr>
  );
}
