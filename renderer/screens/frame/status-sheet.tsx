import type { StatusShown, TillSnapshot } from '../../../main/contract/snapshots.ts';
import { Button } from '../../parts/button.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { act, till } from '../../state.ts';
import { clock, t, wordFor } from '../../text.ts';
import { whyUnavailable } from '../pay/why-unavailable.ts';
import { Mark } from './mark.tsx';
import { type StatusCell, statusCells } from './status-cells.ts';
import './status-sheet.css';

/** Explains the strip: each part, its state in words, and the way out. */
export function StatusSheet() {
  const shown = till.value;
  if (!shown) return null;
  const toDevices =
    shown.staff && shown.screen !== 'pay' && shown.screen !== 'devices' ? (
      <Button onTap={() => act('screen.show', { screen: 'devices' })}>{t('status.devices')}</Button>
    ) : null;
  return (
    <Sheet title={t('status.title')} foot={toDevices}>
      <ul class="states">
        {statusCells(shown.status).map((cell) => (
          <State key={cell.name} cell={cell} till={shown} />
        ))}
      </ul>
      {shown.status.deviceProcess === 'restarting' && <p>{t('status.devicesRestarting')}</p>}
    </Sheet>
  );
}

function State({ cell, till }: { readonly cell: StatusCell; readonly till: TillSnapshot }) {
  const { status, ways } = till;
  return (
    <li>
      <Mark health={cell.health} />
      <div>
        <p class="name">
          {cell.words}
          {cell.name !== 'hub' && <span class="soft"> {t(`health.${cell.health}`)}</span>}
        </p>
        {cell.reason && <p>{explained(cell.reason)}</p>}
        {cell.name === 'hub' && <p class="soft">{hubExplained(status.hub)}</p>}
        {cell.name === 'wallet' && <Lines ways={ways} />}
      </div>
    </li>
  );
}

/** Each provider that cannot be reached, and which hop is broken. */
function Lines({ ways }: { readonly ways: TillSnapshot['ways'] }) {
  const broken = new Map(
    ways.filter(({ isAvailable }) => !isAvailable).map((way) => [way.accountId, way]),
  );
  return [...broken.values()].map((way) => (
    <p key={way.accountId}>
      {t('way.broken', {
        provider: wordFor('provider', way.provider),
        why: whyUnavailable(way),
      })}
    </p>
  ));
}

/** A reason is a failure code; one that this page does not know is better shown than hidden. */
function explained(reason: string): string {
  const what = wordFor('failure', reason);
  const todo = wordFor('failure', `${reason}.do`);
  return todo === `${reason}.do` ? what : `${what}${t('sentence.gap')}${todo}`;
}

function hubExplained(hub: StatusShown['hub']): string {
  const broken = hub.hop === null ? '' : `${t(`hop.${hub.hop}.broken`)}${t('sentence.gap')}`;
  const explained = `${broken}${t(`status.hub.${hub.state}.explained`)}`;
  if (hub.unsentSince === null) return explained;
  return `${explained} ${t('status.unsentSince', { time: clock(hub.unsentSince) })}`;
}
