import { useEffect, useRef, useState } from 'preact/hooks';
import type { AccountShown, ReconciledDay } from '../../../main/contract/payments/queries.ts';
import { Button } from '../../parts/button.tsx';
import { act, sheet } from '../../state.ts';
import { dayAndClock, day as dayWords, failureWords, t } from '../../text.ts';
import { accountName } from '../accounts/account-name.ts';
import { Sign } from '../devices/state-marks.tsx';
import { DayFigures } from './day-figures.tsx';
import { Differences } from './differences.tsx';
import { dayStanding, rowsWords } from './standing.ts';

type Shown = { readonly shown: ReconciledDay };

/** One account's day: the statement's sums, what differs, and the end of it. */
export function OneDay(
  props: Shown & {
    readonly accounts: readonly AccountShown[];
    readonly revision: number;
    readonly onBack: () => void;
  },
) {
  const { shown, accounts, revision } = props;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const { health, words } = dayStanding(shown);
  return (
    <>
      <header class="day-head">
        <Button icon="back" label={t('reconcile.back')} onTap={props.onBack} />
        <h1 tabIndex={-1} ref={title}>
          {accountName(shown, accounts)} · {dayWords(shown.day)}
        </h1>
        <p class="signs">
          <Sign health={health} words={words} />
        </p>
      </header>
      <div class="day-body scroll">
        <Reading shown={shown} />
        {isRead(shown) && <DayFigures shown={shown} />}
        {isRead(shown) && <Differences shown={shown} revision={revision} />}
      </div>
      <DayFoot shown={shown} />
    </>
  );
}

/** Being read for the second time, it still shows what the first time found. */
function isRead({ importedAt }: ReconciledDay): boolean {
  return importedAt !== null;
}

/** What the reading does, or why there is nothing to see. */
function Reading({ shown }: Shown) {
  const { state, failure, rowsRead } = shown;
  if (state === 'reading') {
    return (
      <div class="reading panel" role="status">
        <progress aria-label={t('reconcile.state.reading')} />
        <p>
          {rowsWords(rowsRead)}
          <span class="soft"> · {t('reconcile.readAside')}</span>
        </p>
      </div>
    );
  }
  if (failure !== null) {
    const { what, todo } = failureWords(failure);
    return (
      <div class="reading panel" role="status">
        <p>
          <strong>{what}</strong>
        </p>
        <p class="soft">{todo}</p>
      </div>
    );
  }
  if (isRead(shown)) return null;
  return (
    <div class="reading panel">
      <p>
        <strong>{t('reconcile.notRead')}</strong>
      </p>
      <p class="soft">{t('reconcile.notRead.explained')}</p>
    </div>
  );
}

function DayFoot({ shown }: Shown) {
  const { accountId, day, state, importedAt, closedAt, closedBy } = shown;
  if (closedAt !== null) {
    const time = dayAndClock(closedAt);
    return (
      <footer class="day-foot">
        <p>{t('reconcile.closedBy', { name: closedBy ?? '', time })}</p>
      </footer>
    );
  }
  return (
    <footer class="day-foot">
      <Button
        icon="fetch"
        isDisabled={state === 'reading'}
        onTap={() => act('reconcile.fetch', { accountId, day })}
      >
        {t(importedAt === null ? 'reconcile.fetch' : 'reconcile.fetchAgain')}
      </Button>
      <Button
        icon="page"
        isDisabled={state === 'reading'}
        onTap={() => {
          sheet.value = { kind: 'statement-file', accountId, day };
        }}
      >
        {t('reconcile.import')}
      </Button>
      <CloseDay shown={shown} />
    </footer>
  );
}

/** Asked twice, because a closed day is closed. */
function CloseDay({ shown }: Shown) {
  const { accountId, day, state, openDifferences } = shown;
  const [isAsked, setAsked] = useState(false);
  const canClose = state === 'open' && openDifferences === 0;
  if (isAsked && canClose) {
    return (
      <>
        <p class="why">{t('reconcile.closeSure.explained')}</p>
        <Button
          key="sure"
          looks="primary"
          isGuarded
          onTap={() => act('reconcile.close', { accountId, day })}
        >
          {t('reconcile.closeSure')}
        </Button>
      </>
    );
  }
  return (
    <>
      <p class="why soft">
        {openDifferences > 0 && t('reconcile.openFirst', { count: openDifferences })}
      </p>
      <Button key="go" looks="primary" isDisabled={!canClose} onTap={() => setAsked(true)}>
        {t('reconcile.close')}
      </Button>
    </>
  );
}
