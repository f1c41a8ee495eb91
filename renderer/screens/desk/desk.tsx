import { useState } from 'preact/hooks';
import type { TillSnapshot } from '../../../main/contract/snapshots.ts';
import { Button } from '../../parts/button.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { useAnswer } from '../../parts/use-answer.ts';
import { act } from '../../state.ts';
import { t } from '../../text.ts';
import { Stage } from '../frame/stage.tsx';
import { CustomerSays } from './customer-says.tsx';
import { DoubtRows } from './doubt-rows.tsx';
import './desk.css';

type Side = 'open' | 'says';

/** Money whose end is not known or not agreed, and the customer who says that he has paid. */
export function Desk({ till }: { readonly till: TillSnapshot }) {
  const [side, setSide] = useState<Side>('open');
  const shown = useAnswer('desk.list', {}, till.revision);
  return (
    <main class="screen whole">
      <Stage class="desk">
        <header>
          <div>
            <h1 data-fit>{t('desk.title')}</h1>
            <p class="soft">{t('desk.explained')}</p>
          </div>
          <div class="header-actions">
            <Button icon="back" onTap={() => act('screen.show', { screen: 'sale' })}>
              {t('today.back')}
            </Button>
          </div>
        </header>
        <Tabs<Side>
          label={t('desk.title')}
          value={side}
          options={[
            { value: 'open', words: t('desk.open', { count: shown?.rows.length ?? till.doubts }) },
            { value: 'says', words: t('desk.says') },
          ]}
          onChoose={setSide}
        />
        {side === 'says' ? (
          <CustomerSays till={till} lookUps={shown?.lookUps ?? []} />
        ) : (
          <div class="doubts scroll" tabIndex={-1}>
            {shown && <DoubtRows rows={shown.rows} none={t('desk.none')} />}
          </div>
        )}
      </Stage>
    </main>
  );
}
