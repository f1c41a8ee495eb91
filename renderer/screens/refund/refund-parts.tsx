import type { RefundShown } from '../../../main/contract/payments/snapshot.ts';
import { Button } from '../../parts/button.tsx';
import { act, sheet } from '../../state.ts';
import { failureWords, money, t } from '../../text.ts';
import { type Health, Mark } from '../frame/mark.tsx';
import { tenderName } from './tender-name.ts';

type Shown = NonNullable<RefundShown['document']>;
type Part = Shown['parts'][number];

const health: Record<Part['state'], Health> = {
  waiting: 'none',
  asking: 'none',
  done: 'ready',
  failed: 'off',
  unresolved: 'attention',
};

/** Each way that the money goes back by, and where it is. */
export function RefundParts({ document }: { readonly document: Shown }) {
  return (
    <ul class="refund-parts">
      {document.parts.map((part) => (
        <li key={part.partId}>
          <Mark health={health[part.state]} />
          <div class="number">
            <p class="name">
              {tenderName(part)} <span class="soft">{t(`refund.part.${part.state}`)}</span>
            </p>
            <p>{explained(part)}</p>
          </div>
          <strong>{money(part.amountMinor)}</strong>
          {part.state === 'failed' && <WaysOn refundId={document.refundId} part={part} />}
          {part.state === 'unresolved' && (
            <div class="ways-on">
              <Button icon="alert" onTap={() => act('screen.show', { screen: 'desk' })}>
                {t('desk.title')}
              </Button>
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

/**
 * Why it stands where it does. What to do about a failure is said above for the whole refund: a
 * failure's own advice is about taking money.
 */
function explained({ state, kind, failure }: Part): string {
  if (failure !== null && state !== 'done') return failureWords(failure).what;
  if (kind === 'cash') return t(`refund.cash.${state === 'done' ? 'done' : 'waiting'}`);
  return t(`refund.part.${state}.explained`);
}

function WaysOn({ refundId, part }: { readonly refundId: string; readonly part: Part }) {
  const { partId } = part;
  return (
    <div class="ways-on">
      <Button icon="undo" isGuarded onTap={() => act('refund.retry', { refundId, partId })}>
        {t('refund.retry')}
      </Button>
      <Button
        icon="cash"
        isGuarded
        onTap={() => {
          sheet.value = { kind: 'refund-cash', partId };
        }}
      >
        {t('refund.payCash')}
      </Button>
    </div>
  );
}
