import type { TillSnapshot } from '../../../main/contract/snapshots.ts';
import { Icon, type IconName } from '../../parts/icon.tsx';
import { act, now, sheet } from '../../state.ts';
import { clock, nameOf, t } from '../../text.ts';
import { isOver } from '../pay/living-payment.tsx';
import { Mark } from './mark.tsx';
import { statusCells } from './status-cells.ts';
import './status-strip.css';

/** What is always in sight: where one is, what works, what time it is, who sells. */
export function StatusStrip({ till }: { readonly till: TillSnapshot }) {
  return (
    <header class="strip">
      {till.staff ? <Places till={till} /> : <StoreName till={till} />}
      <button
        type="button"
        class="cells"
        onClick={() => {
          sheet.value = { kind: 'status' };
        }}
      >
        <span class="unseen">{t('status.title')}</span>
        {statusCells(till.status).map(({ name, health, words }) => (
          <span class={`cell ${health}`} key={name}>
            <Mark health={health} />
            <span data-fit>{words}</span>
            {health !== 'ready' && <span class="unseen">{t(`health.${health}`)}</span>}
          </span>
        ))}
      </button>
      <Doubts till={till} />
      <time class="clock">{clock(now.value)}</time>
      <button
        type="button"
        class="who"
        onClick={() => {
          sheet.value = { kind: 'menu' };
        }}
      >
        <span class="unseen">{t('menu.title')}</span>
        <Icon name={till.staff ? 'staff' : 'world'} size={till.staff ? 20 : 24} />
        {till.staff && <span>{till.staff.name}</span>}
      </button>
    </header>
  );
}

/**
 * Money that somebody has to look at; not for a technician, who may not. The payment that is going on
 * before everybody's eyes is none of it yet.
 */
function Doubts({ till }: { readonly till: TillSnapshot }) {
  const isSeller = till.staff !== null && till.staff.role !== 'technician';
  const isPaying = till.payment !== null && !isOver(till.payment.phase);
  const count = till.doubts - (isPaying ? 1 : 0);
  if (count <= 0 || !isSeller) return null;
  return (
    <button
      type="button"
      class="doubt-badge"
      disabled={till.screen === 'pay'}
      onClick={() => void act('screen.show', { screen: 'desk' })}
    >
      <Mark health="attention" />
      <span data-fit>{t('status.doubts', { count })}</span>
    </button>
  );
}

function StoreName({ till }: { readonly till: TillSnapshot }) {
  return (
    <p class="store">
      <strong>{nameOf(till.store.name)}</strong>
      <span class="soft">{till.terminalNumber}</span>
    </p>
  );
}

const places = [
  { to: 'sale', icon: 'basket' },
  { to: 'today', icon: 'chart' },
  { to: 'devices', icon: 'device' },
] as const satisfies readonly { to: string; icon: IconName }[];

/** What the cashier sees under Sale: the sale itself, and what stands before and after it. */
const selling: ReadonlySet<TillSnapshot['screen']> = new Set<TillSnapshot['screen']>([
  'shift-open',
  'sale',
  'pay',
  'done',
]);

function Places({ till }: { readonly till: TillSnapshot }) {
  const isSelling = selling.has(till.screen);
  return (
    <nav aria-label={t('place.label')}>
      {places.map(({ to, icon }) => (
        <button
          key={to}
          type="button"
          aria-current={(isSelling ? 'sale' : till.screen) === to ? 'page' : undefined}
          disabled={till.screen === 'pay' && to !== 'sale'}
          onClick={() => {
            if (!(isSelling && to === 'sale')) void act('screen.show', { screen: to });
          }}
        >
          <Icon name={icon} size={20} />
          <span data-fit>{t(`place.${to}`)}</span>
        </button>
      ))}
    </nav>
  );
}
