import type { BenchSnapshot } from '../../../main/contract/bench/snapshot.ts';
import { Button } from '../../parts/button.tsx';
import { Facts } from '../../parts/facts.tsx';
import { act } from '../../state.ts';
import { bytes, dayAndClock, microseconds, milliseconds, t } from '../../text.ts';
import { Sign } from '../devices/state-marks.tsx';
import { BenchHead } from './bench-head.tsx';
import { factRows } from './fact-rows.ts';
import { StepRow } from './step-row.tsx';
import { Syncs } from './syncs.tsx';
import './bench.css';
import './storage.css';

const drills = ['disk-full', 'power-cut'] as const;

/** Whether what is sold stays sold: the file, the disk's speed, and what a fault would do. */
export function StorageBench({ bench }: { readonly bench: BenchSnapshot }) {
  const { storage, isStorageBusy } = bench;
  return (
    <>
      <BenchHead title={t('bench.storage')} />
      <div class="sheet-like scroll">
        <div class="check-line">
          <p class="soft">{t('bench.storage.explained')}</p>
          <Button icon="play" isDisabled={isStorageBusy} onTap={() => act('bench.storage', {})}>
            {t('bench.check')}
          </Button>
        </div>
        {isStorageBusy && <p role="status">{t('bench.storage.busy')}</p>}
        <div class="pair">
          <div>
            {storage && <Sizes storage={storage} />}
            <Drills bench={bench} />
          </div>
          {storage && <Syncs storage={storage} />}
        </div>
      </div>
    </>
  );
}

export type Storage = NonNullable<BenchSnapshot['storage']>;

function Sizes({ storage }: { readonly storage: Storage }) {
  return (
    <section class="panel" aria-label={t('bench.storage.sizes')}>
      <h2>{t('bench.storage.sizes')}</h2>
      <p class="signs">
        <Sign
          health={storage.isIntact ? 'ready' : 'off'}
          words={t(storage.isIntact ? 'bench.intact' : 'bench.broken')}
        />
        <time class="soft">{dayAndClock(storage.at)}</time>
      </p>
      <p class="path mono">{storage.path}</p>
      <Facts
        facts={[
          { name: t('bench.database'), value: bytes(storage.databaseBytes) },
          { name: t('bench.wal'), value: bytes(storage.walBytes) },
          { name: t('bench.free'), value: bytes(storage.freeBytes) },
          { name: t('bench.syncMedian'), value: microseconds(storage.syncMedianUs) },
          { name: t('bench.syncP99'), value: microseconds(storage.syncP99Us) },
        ]}
      />
    </section>
  );
}

function Drills({ bench }: { readonly bench: BenchSnapshot }) {
  return (
    <section class="panel" aria-label={t('bench.drills')}>
      <h2>{t('bench.drills')}</h2>
      {drills.map((drill) => {
        const last = bench.drills.find((one) => one.drill === drill);
        return (
          <StepRow
            key={drill}
            name={t(`bench.drill.${drill}`)}
            explained={t(`bench.drill.${drill}.explained`)}
            go={t('bench.start')}
            icon="play"
            isDisabled={bench.drillRunning !== null}
            onTap={() => act('bench.drill', { drill })}
          >
            {bench.drillRunning === drill && (
              <p class="outcome signs" role="status">
                <Sign health="ready" words={t('bench.running')} />
              </p>
            )}
            {last && bench.drillRunning !== drill && <DrillResult last={last} />}
          </StepRow>
        );
      })}
    </section>
  );
}

function DrillResult({ last }: { readonly last: BenchSnapshot['drills'][number] }) {
  return (
    <div class="outcome">
      <p class="signs">
        <Sign
          health={last.isPassed ? 'ready' : 'attention'}
          words={t(last.isPassed ? 'bench.drill.passed' : 'bench.drill.failed')}
        />
        <span class="soft">
          {dayAndClock(last.at)} · {milliseconds(last.durationMs)}
        </span>
      </p>
      <Facts facts={factRows(last.facts)} />
    </div>
  );
}
