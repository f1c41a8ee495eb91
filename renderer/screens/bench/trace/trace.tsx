import { useEffect, useRef, useState } from 'preact/hooks';
import type { TraceRow } from '../../../../main/contract/bench/queries.ts';
import type { BenchDevice, BenchSnapshot } from '../../../../main/contract/bench/snapshot.ts';
import { Button } from '../../../parts/button.tsx';
import { CopyButton } from '../../../parts/copy-button.tsx';
import { Tabs } from '../../../parts/tabs.tsx';
import { TextField } from '../../../parts/text-field.tsx';
import { clockMs, failureWords, t } from '../../../text.ts';
import { Recording } from './recording.tsx';
import { filtered, shownBytes, type TraceFilter, traceText } from './trace-text.ts';
import { useTrace } from './use-trace.ts';
import './trace.css';

const directions = ['all', 'in', 'out'] as const;
const searchCharacters = 60;

/** The device's wire as it speaks: bytes and what they mean, side by side. */
export function Trace(props: { readonly bench: BenchSnapshot; readonly device: BenchDevice }) {
  const { bench, device } = props;
  const [isFrozen, setFrozen] = useState(false);
  const [filter, setFilter] = useState<TraceFilter>({ direction: 'all', text: '' });
  const { rows, failure } = useTrace(device.id, isFrozen);
  const shown = filtered(rows, filter);
  return (
    <section class="wire" aria-label={t('bench.trace')}>
      <div class="sieve">
        <Tabs
          label={t('bench.trace.direction')}
          value={filter.direction}
          options={directions.map((value) => ({ value, words: t(`bench.trace.${value}`) }))}
          onChoose={(direction) => setFilter({ ...filter, direction })}
        />
        <TextField
          label={t('bench.trace.search')}
          value={filter.text}
          maxLength={searchCharacters}
          onChange={(text) => setFilter({ ...filter, text })}
        />
      </div>
      <Rows rows={shown} isFrozen={isFrozen} />
      {failure && <p class="reason">{failureWords(failure).what}</p>}
      <div class="wire-keys">
        <Button
          icon={isFrozen ? 'play' : 'suspend'}
          isPressed={isFrozen}
          onTap={() => setFrozen(!isFrozen)}
        >
          {t(isFrozen ? 'bench.trace.goOn' : 'bench.trace.freeze')}
        </Button>
        <CopyButton
          label={t('bench.trace')}
          isDisabled={shown.length === 0}
          text={() => traceText(shown, clockMs)}
        />
        <Recording bench={bench} device={device} />
      </div>
    </section>
  );
}

/** Keeps the newest row in sight unless frozen; a box that scrolls is reachable by keyboard. */
function Rows(props: { readonly rows: readonly TraceRow[]; readonly isFrozen: boolean }) {
  const { rows, isFrozen } = props;
  const box = useRef<HTMLElement>(null);
  const newest = rows.at(-1)?.number;
  useEffect(() => {
    if (newest !== undefined && !isFrozen) box.current?.scrollTo({ top: box.current.scrollHeight });
  }, [newest, isFrozen]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: WCAG 2.1.1
    <section class="rows scroll" ref={box} tabIndex={0} aria-label={t('bench.trace.rows')}>
      {rows.length === 0 ? (
        <p class="invitation">{t('bench.trace.none')}</p>
      ) : (
        <table class="mono">
          <colgroup>
            <col class="when" />
            <col />
            <col />
          </colgroup>
          <thead>
            <tr>
              <th scope="col">{t('bench.at')}</th>
              <th scope="col">{t('bench.trace.hex')}</th>
              <th scope="col">{t('bench.trace.decoded')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.number} row={row} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Row({ row }: { readonly row: TraceRow }) {
  return (
    <tr class={row.direction}>
      <th scope="row">
        <span class="heading">
          {row.direction === 'in' ? '←' : '→'} {t(`bench.trace.${row.direction}`)}
        </span>{' '}
        {t('bench.bytes', { count: row.byteCount })}
        <br />
        {clockMs(row.at)}
      </th>
      <td>{shownBytes(row.hex)}</td>
      <td>{row.decoded}</td>
    </tr>
  );
}
