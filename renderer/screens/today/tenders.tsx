import type { DayReport } from '../../../main/contract/queries.ts';
import { count, money, t, wordFor } from '../../text.ts';

/**
 * What was taken in which way, and what should lie in the drawer. The cashier who is going to
 * count the drawer is not told that.
 */
export function Tenders(props: { readonly report: DayReport; readonly isBlind: boolean }) {
  const { byTender, cash, refunds } = props.report;
  return (
    <section class="panel" aria-labelledby="tenders-title">
      <h2 id="tenders-title">{t('today.byTender')}</h2>
      <table>
        <tbody>
          {byTender.map((row) => (
            <TenderRow key={`${row.kind} ${row.provider}`} {...row} />
          ))}
        </tbody>
      </table>
      {refunds.count > 0 && (
        <>
          <h2>{t('today.refunds')}</h2>
          <table>
            <tbody>
              {refunds.byTender.map((row) => (
                <TenderRow
                  key={`${row.kind} ${row.provider}`}
                  {...row}
                  amountMinor={-row.amountMinor}
                />
              ))}
            </tbody>
          </table>
        </>
      )}
      {!props.isBlind && <Drawer cash={cash} />}
    </section>
  );
}

function TenderRow(row: DayReport['byTender'][number]) {
  return (
    <tr>
      <th scope="row">
        {row.kind === 'cash' ? t('tender.cash') : wordFor('provider', row.provider ?? '')}
      </th>
      <td>{count(row.count)}</td>
      <td>{money(row.amountMinor)}</td>
    </tr>
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
          {cash.refundsMinor > 0 && (
            <DrawerRow name={t('today.cashRefunds')} minor={-cash.refundsMinor} />
          )}
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
