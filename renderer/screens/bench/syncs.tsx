import { useState } from 'preact/hooks';
import { Tabs } from '../../parts/tabs.tsx';
import { count, microseconds, t } from '../../text.ts';
import type { Storage } from './storage-bench.tsx';

/** How long the disk takes to say that it has it, as bars or as a table with the same figures. */
export function Syncs({ storage }: { readonly storage: Storage }) {
  const [way, setWay] = useState<'chart' | 'table'>('chart');
  return (
    <section class="panel syncs" aria-label={t('bench.syncs')}>
      <header>
        <h2>{t('bench.syncs')}</h2>
        <Tabs
          label={t('bench.syncs')}
          value={way}
          options={[
            { value: 'chart', words: t('today.chart') },
            { value: 'table', words: t('today.table') },
          ]}
          onChoose={setWay}
        />
      </header>
      {way === 'chart' ? <Chart storage={storage} /> : <Table storage={storage} />}
      <p class="soft">{t('bench.syncs.means')}</p>
    </section>
  );
}

function Chart({ storage }: { readonly storage: Storage }) {
  const most = Math.max(1, ...storage.syncs.map((bucket) => bucket.count));
  return (
    <figure
      role="img"
      aria-label={t('bench.syncs.summary', {
        median: microseconds(storage.syncMedianUs),
        p99: microseconds(storage.syncP99Us),
      })}
    >
      {storage.syncs.map((bucket) => (
        <div key={bucket.upToUs}>
          <span class="edge">≤ {microseconds(bucket.upToUs)}</span>
          <span class="lane">
            <span class="bar" style={{ width: `${(bucket.count / most) * 100}%` }} />
          </span>
        </div>
      ))}
    </figure>
  );
}

function Table({ storage }: { readonly storage: Storage }) {
  return (
    <table class="dense">
      <thead>
        <tr>
          <th scope="col">{t('bench.syncs.upTo')}</th>
          <th scope="col">{t('bench.syncs.count')}</th>
        </tr>
      </thead>
      <tbody>
        {storage.syncs.map((bucket) => (
          <tr key={bucket.upToUs}>
            <th scope="row">≤ {microseconds(bucket.upToUs)}</th>
            <td>{count(bucket.count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
