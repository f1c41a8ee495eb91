import { useState } from 'preact/hooks';
import type { DifferenceShown, ReconciledDay } from '../../../main/contract/payments/queries.ts';
import { Button } from '../../parts/button.tsx';
import { useAnswer } from '../../parts/use-answer.ts';
import { sheet } from '../../state.ts';
import { count, dayAndClock, money, t } from '../../text.ts';
import type { Health } from '../frame/mark.tsx';
import { Mark } from '../frame/mark.tsx';

/** What the statement and the terminal do not agree about, row by row. */
export function Differences(props: { readonly shown: ReconciledDay; readonly revision: number }) {
  const { accountId, day, differences, openDifferences, closedAt } = props.shown;
  // Where the pages up to this one begin: main says how long a page is.
  const [starts, setStarts] = useState<readonly number[]>([0]);
  const offset = starts.at(-1) ?? 0;
  const page = useAnswer('reconcile.differences', { accountId, day, offset }, props.revision);
  if (differences === 0) return <p class="agrees panel">{t('reconcile.noDifferences')}</p>;
  return (
    <section class="panel differences" aria-labelledby="differences-title">
      <header>
        <h2 id="differences-title">
          {openDifferences === 0
            ? t('reconcile.differences')
            : t('reconcile.differencesOpen', {
                total: count(differences),
                open: count(openDifferences),
              })}
        </h2>
        <span class="soft">{t('reconcile.ours')}</span>
        <span class="soft">{t('reconcile.theirs')}</span>
      </header>
      {page === null && <p role="status">{t('reconcile.loading')}</p>}
      <ul>
        {page?.rows.map((row) => (
          <Difference key={row.differenceId} row={row} isOver={closedAt !== null} />
        ))}
      </ul>
      {page && (
        <Pages
          offset={offset}
          shown={page.rows.length}
          total={page.total}
          onEarlier={() => setStarts(starts.slice(0, -1))}
          onLater={() => setStarts([...starts, offset + page.rows.length])}
        />
      )}
    </section>
  );
}

function Difference(props: { readonly row: DifferenceShown; readonly isOver: boolean }) {
  const { row, isOver } = props;
  const health: Health = row.resolution === null ? 'attention' : 'ready';
  const words = t(row.resolution === null ? 'difference.workOff' : 'difference.change');
  return (
    <li>
      <div class="what">
        <p class={`sign ${health}`}>
          <Mark health={health} />
          {t(`difference.${row.of}.${row.kind}`)}
        </p>
        <p class="soft">
          {row.at !== null && <time>{dayAndClock(row.at)} · </time>}
          <span class="mono">{row.orderNumber === '' ? row.providerRef : row.orderNumber}</span>
        </p>
        {row.resolution !== null && (
          <p>
            {t(`resolution.${row.resolution}`)}
            <span class="soft">
              {' · '}
              {row.reason} · {row.resolvedBy}
            </span>
          </p>
        )}
      </div>
      <Amount minor={row.oursMinor} />
      <Amount minor={row.theirsMinor} />
      {!isOver && (
        <Button
          label={`${words}: ${row.orderNumber}`}
          onTap={() => {
            sheet.value = { kind: 'difference', difference: row };
          }}
        >
          {words}
        </Button>
      )}
    </li>
  );
}

function Amount({ minor }: { readonly minor: number | null }) {
  return <strong class="amount">{minor === null ? '—' : money(minor)}</strong>;
}

/** A page full of differences is a bad day; there is more than one only on a very bad one. */
function Pages(props: {
  readonly offset: number;
  readonly shown: number;
  readonly total: number;
  readonly onEarlier: () => void;
  readonly onLater: () => void;
}) {
  const { offset, shown, total } = props;
  if (total <= shown) return null;
  const [from, to] = [count(offset + 1), count(offset + shown)];
  return (
    <footer>
      <Button
        icon="back"
        label={t('reconcile.earlier')}
        isDisabled={offset === 0}
        onTap={props.onEarlier}
      />
      <span>{t('reconcile.range', { from, to, total: count(total) })}</span>
      <Button
        icon="forward"
        label={t('reconcile.later')}
        isDisabled={offset + shown >= total}
        onTap={props.onLater}
      />
    </footer>
  );
}
