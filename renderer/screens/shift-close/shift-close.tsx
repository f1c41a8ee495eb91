import { useState } from 'preact/hooks';
import type { TillSnapshot } from '../../../main/contract/snapshots.ts';
import { Button } from '../../parts/button.tsx';
import { Keypad } from '../../parts/keypad.tsx';
import { Readout } from '../../parts/readout.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { useAmount } from '../../parts/use-amount.ts';
import { act } from '../../state.ts';
import { money, t } from '../../text.ts';
import { Stage } from '../frame/stage.tsx';
import { type Counts, countedMinor, Denominations, denominationsOf } from './denominations.tsx';
import './shift-close.css';

/** Count the drawer without being told what should be in it. */
export function ShiftClose({ till }: { readonly till: TillSnapshot }) {
  const faces = denominationsOf(till.store.currency);
  const [way, setWay] = useState<'pieces' | 'sum'>(faces.length > 0 ? 'pieces' : 'sum');
  const [counts, setCounts] = useState<Counts>({});
  const sum = useAmount();
  const minor = way === 'pieces' ? countedMinor(counts) : sum.minor;
  const hasCount = way === 'pieces' ? Object.keys(counts).length > 0 : !sum.isEmpty;
  return (
    <main class="screen">
      <Stage class="shift-close">
        <header>
          <div>
            <h1>{t('shiftClose.title')}</h1>
            <p class="soft">{t('shiftClose.explained')}</p>
          </div>
          <Button icon="back" onTap={() => act('screen.show', { screen: 'sale' })}>
            {t('shiftClose.back')}
          </Button>
        </header>
        {faces.length > 0 && (
          <Tabs
            label={t('shiftClose.way')}
            value={way}
            options={[
              { value: 'pieces', words: t('shiftClose.pieces') },
              { value: 'sum', words: t('shiftClose.sum') },
            ]}
            onChoose={setWay}
          />
        )}
        {way === 'pieces' ? (
          <Denominations faces={faces} counts={counts} onChange={setCounts} />
        ) : (
          <div class="sum-side">
            <Readout
              name={t('shiftClose.counted')}
              value={sum.isEmpty ? money(0) : sum.shown}
              isEmpty={sum.isEmpty}
            />
            <Keypad corner={sum.corner} onKey={sum.press} />
          </div>
        )}
      </Stage>
      <Counted minor={minor} hasCount={hasCount} />
    </main>
  );
}

/** What was counted, and the closing of the shift: asked twice, because it cannot be undone. */
function Counted({ minor, hasCount }: { readonly minor: number; readonly hasCount: boolean }) {
  const [isCounted, setCounted] = useState(false);
  return (
    <aside class="column" aria-label={t('shiftClose.counted')}>
      <div class="counted">
        <p class="soft">{t('shiftClose.counted')}</p>
        <strong data-fit>{money(minor)}</strong>
        {isCounted && <p>{t('shiftClose.sure')}</p>}
      </div>
      <div class="foot">
        {isCounted ? (
          <Button
            key="sure"
            class="next"
            looks="primary"
            isGuarded
            onTap={() => act('shift.close', { countedMinor: minor })}
          >
            {t('shiftClose.goSure')}
          </Button>
        ) : (
          <Button
            key="go"
            class="next"
            looks="primary"
            isDisabled={!hasCount}
            onTap={() => setCounted(true)}
          >
            {t('shiftClose.go')}
          </Button>
        )}
      </div>
    </aside>
  );
}
