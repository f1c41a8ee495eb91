import type { DoubtRow } from '../../../main/contract/payments/queries.ts';
import { countdown } from '../../format.ts';
import { Button } from '../../parts/button.tsx';
import { act, now, sheet } from '../../state.ts';
import { dayAndClock, failureWords, money, t, wordFor } from '../../text.ts';
import { Mark } from '../frame/mark.tsx';
import { doubtHealth, stateWords } from './doubt-words.ts';

/** Payments and refunds, each with what is known, what happens next, and what a person can do. */
export function DoubtRows(props: { readonly rows: readonly DoubtRow[]; readonly none: string }) {
  if (props.rows.length === 0) return <p class="nothing soft">{props.none}</p>;
  return (
    <ul class="doubt-rows">
      {props.rows.map((row) => (
        <Doubt key={`${row.kind} ${row.id}`} row={row} />
      ))}
    </ul>
  );
}

function Doubt({ row }: { readonly row: DoubtRow }) {
  const { what, todo } = stateWords(row);
  return (
    <li>
      <Mark health={doubtHealth(row)} />
      <div class="said">
        <p class="name">
          {what} <span class="soft">{wordFor('provider', row.provider)}</span>
        </p>
        <p>{todo}</p>
        {row.failure && <p class="soft">{failureWords(row.failure).what}</p>}
        <p class="soft mono">{numbersOf(row)}</p>
      </div>
      <div class="when">
        <strong>{money(row.kind === 'refund' ? -row.amountMinor : row.amountMinor)}</strong>
        <time class="soft">{dayAndClock(row.at)}</time>
        {row.nextAt !== null && <span class="soft">{nextWords(row.nextAt)}</span>}
      </div>
      <Actions row={row} />
    </li>
  );
}

/** The countdown of a question that is due this second has nothing left to count. */
function nextWords(nextAt: number): string {
  const leftMs = nextAt - now.value;
  return leftMs > 0 ? t('desk.next', { time: countdown(leftMs) }) : t('desk.next.now');
}

function numbersOf({ receiptNumber, orderNumber, providerRef, payerHint }: DoubtRow): string {
  return [receiptNumber, providerRef ?? orderNumber, payerHint]
    .filter((number) => number !== null)
    .join(' · ');
}

function Actions({ row }: { readonly row: DoubtRow }) {
  const { kind, id, saleId, actions, receiptNumber } = row;
  const can = (action: DoubtRow['actions'][number]) => actions.includes(action);
  return (
    <div class="ways-on">
      {can('ask') && <Button onTap={() => act('desk.ask', { kind, id })}>{t('desk.ask')}</Button>}
      {can('attach') && (
        <Button isGuarded onTap={() => act('desk.attach', { attemptId: id })}>
          {t('desk.attach')}
        </Button>
      )}
      {can('return') && (
        <Button
          onTap={() => {
            sheet.value = { kind: 'desk-return', row };
          }}
        >
          {t('desk.return')}
        </Button>
      )}
      {can('decide') && (
        <Button
          onTap={() => {
            sheet.value = { kind: 'desk-decide', row };
          }}
        >
          {t('desk.decide')}
        </Button>
      )}
      {kind === 'refund' && receiptNumber !== null && (
        <Button onTap={() => act('refund.open', { saleId })}>{t('desk.openRefund')}</Button>
      )}
    </div>
  );
}
