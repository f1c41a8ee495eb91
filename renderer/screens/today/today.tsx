import { useEffect, useState } from 'preact/hooks';
import type { DayReport } from '../../../main/contract/queries.ts';
import type { TillSnapshot } from '../../../main/contract/snapshots.ts';
import { ask } from '../../bridge.ts';
import { Button } from '../../parts/button.tsx';
import { act } from '../../state.ts';
import { day, t } from '../../text.ts';
import { Stage } from '../frame/stage.tsx';
import { Figures } from './figures.tsx';
import { Hours } from './hours.tsx';
import { LastSales } from './last-sales.tsx';
import { Tenders } from './tenders.tsx';
import './today.css';

/** The business day so far: a few figures, and the sales that make them. */
export function Today({ till }: { readonly till: TillSnapshot }) {
  const [report, setReport] = useState<DayReport | null>(null);
  const { revision } = till;
  useEffect(() => {
    let isWanted = true;
    void ask('report.day', { businessDay: null }).then((answer) => {
      if (isWanted && answer.ok) setReport(answer.value);
    });
    return () => {
      isWanted = false;
    };
  }, [revision]);
  return (
    <main class="screen whole">
      <Stage class="today">
        <header>
          <h1>{report ? day(report.businessDay) : t('place.today')}</h1>
          <div class="header-actions">
            {till.shift && (
              <Button icon="cash" onTap={() => act('screen.show', { screen: 'shift-close' })}>
                {t('menu.closeShift')}
              </Button>
            )}
            <Button icon="back" onTap={() => act('screen.show', { screen: 'sale' })}>
              {t('today.back')}
            </Button>
          </div>
        </header>
        {report ? (
          <div class="board scroll">
            <Figures report={report} />
            <Hours report={report} />
            <Tenders report={report} isBlind={till.staff?.role === 'cashier'} />
            <LastSales sales={report.lastSales} />
          </div>
        ) : (
          <p role="status">{t('today.loading')}</p>
        )}
      </Stage>
    </main>
  );
}
