import { useState } from 'preact/hooks';
import type { DayReport } from '../../../main/contract/queries.ts';
import { Tabs } from '../../parts/tabs.tsx';
import { count, money, t } from '../../text.ts';

type Hour = DayReport['byHour'][number];

/** Sales by the hour, as bars or as a table with the same figures. */
export function Hours({ report }: { readonly report: DayReport }) {
  const [way, setWay] = useState<'chart' | 'table'>('chart');
  const hours = inUse(report.byHour);
  return (
    <section class="panel hours" aria-labelledby="hours-title">
      <header>
        <h2 id="hours-title">{t('today.byHour')}</h2>
        <Tabs
          label={t('today.byHour')}
          value={way}
          options={[
            { value: 'chart', words: t('today.chart') },
            { value: 'table', words: t('today.table') },
          ]}
          onChoose={setWay}
        />
      </header>
      {way === 'chart' ? <Bars hours={hours} /> : <Table hours={hours} />}
    </section>
  );
}

/** From the first hour with a sale to the last; a quiet day still shows the usual hours. */
function inUse(hours: readonly Hour[]): readonly Hour[] {
  const busy = hours.filter((row) => row.count > 0).map((row) => row.hour);
  const first = Math.min(8, ...busy);
  const last = Math.max(20, ...busy);
  return hours.filter(({ hour }) => hour >= first && hour <= last);
}

function Bars({ hours }: { readonly hours: readonly Hour[] }) {
  const most = Math.max(1, ...hours.map(({ amountMinor }) => amountMinor));
  const best = hours.find(({ amountMinor }) => amountMinor === most);
  return (
    <figure
      class="bars"
      role="img"
      aria-label={
        best
          ? t('today.best', { hour: best.hour, amount: money(best.amountMinor) })
          : t('today.quiet')
      }
    >
      {hours.map(({ hour, amountMinor }) => (
        <div key={hour} class={amountMinor === most ? 'best' : ''}>
          {amountMinor === most && <span class="tip">{money(amountMinor)}</span>}
          <span class="bar" style={{ height: `${(amountMinor / most) * 100}%` }} />
          <span class="hour">{hour}</span>
        </div>
      ))}
    </figure>
  );
}

function Table({ hours }: { readonly hours: readonly Hour[] }) {
  return (
    // A box that scrolls must be reachable by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: WCAG 2.1.1
    <section class="scroll" tabIndex={0} aria-label={t('today.byHour')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('today.hour')}</th>
            <th scope="col">{t('today.count')}</th>
            <th scope="col">{t('today.amount')}</th>
          </tr>
        </thead>
        <tbody>
          {hours.map((row) => (
            <tr key={row.hour}>
              <th scope="row">{row.hour}:00</th>
              <td>{count(row.count)}</td>
              <td>{money(row.amountMinor)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
