import type { BenchDevice } from '../../../main/contract/bench/snapshot.ts';
import { count, t, wordFor } from '../../text.ts';

/** Every counter, under our words and the standard's name. */
export function Counters({ device }: { readonly device: BenchDevice }) {
  if (device.counters.length === 0) return <p class="soft">{t('bench.count.none')}</p>;
  return (
    <table class="dense tallies">
      <thead>
        <tr>
          <th scope="col">{t('bench.tab.counters')}</th>
          <th scope="col">{t('bench.count.today')}</th>
          <th scope="col">{t('bench.count.life')}</th>
        </tr>
      </thead>
      <tbody>
        {device.counters.map(({ name, today, life }) => (
          <tr key={name}>
            <th scope="row">
              {wordFor('bench.count', name)}
              <br />
              <span class="soft mono">{name}</span>
            </th>
            <td>{count(today)}</td>
            <td>{count(life)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
