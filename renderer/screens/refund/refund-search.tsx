import { useCallback, useState } from 'preact/hooks';
import type { FoundSale } from '../../../main/contract/payments/queries.ts';
import type { Key } from '../../parts/digits.ts';
import { Keypad } from '../../parts/keypad.tsx';
import { Readout } from '../../parts/readout.tsx';
import { useAnswer } from '../../parts/use-answer.ts';
import { act } from '../../state.ts';
import { dayAndClock, money, t } from '../../text.ts';
import { Stage } from '../frame/stage.tsx';
import { BackToSale, RefundHead } from './refund-head.tsx';

/** Longer than any receipt number's end, or any amount. */
const typedMaximum = 24;

/** Finds the sale by the end of its receipt number or by what it came to; the newest stand first. */
export function RefundSearch({ revision }: { readonly revision: number }) {
  const [typed, setTyped] = useState('');
  const sales = useAnswer('sale.find', { text: typed }, revision);
  const onKey = useCallback((key: Key) => setTyped((text) => after(text, key)), []);
  return (
    <main class="screen">
      <Stage class="refund">
        <RefundHead detail={t('refund.search.explained')}>
          <BackToSale />
        </RefundHead>
        {sales?.length === 0 && <p class="nothing soft">{t('refund.search.none')}</p>}
        <ul class="found-sales scroll" tabIndex={-1}>
          {sales?.map((sale) => (
            <Found key={sale.saleId} sale={sale} />
          ))}
        </ul>
      </Stage>
      <aside class="column refund-keys" aria-label={t('refund.search.typed')}>
        <Readout
          name={t('refund.search.typed')}
          value={typed === '' ? t('refund.search.example') : typed}
          isEmpty={typed === ''}
        />
        <Keypad corner="." onKey={onKey} />
      </aside>
    </main>
  );
}

function Found({ sale }: { readonly sale: FoundSale }) {
  const { saleId, receiptNumber, at, totalMinor, refundedMinor, lineCount } = sale;
  const isAllBack = refundedMinor >= totalMinor;
  return (
    <li>
      <button type="button" onClick={() => void act('refund.open', { saleId })}>
        <span class="number">
          {receiptNumber}
          <span class="soft">
            {dayAndClock(at)} · {t('basket.lines', { count: lineCount })}
          </span>
        </span>
        <span class="amounts">
          <strong>{money(totalMinor)}</strong>
          {refundedMinor > 0 && (
            <span class="soft">
              {isAllBack ? t('refund.allBack') : t('refund.back', { amount: money(refundedMinor) })}
            </span>
          )}
        </span>
      </button>
    </li>
  );
}

function after(typed: string, key: Key): string {
  if (key === 'erase') return typed.slice(0, -1);
  if (key === '.' && typed.includes('.')) return typed;
  return `${typed}${key}`.slice(0, typedMaximum);
}
