import { useState } from 'preact/hooks';
import type { RefundShown } from '../../../main/contract/payments/snapshot.ts';
import { Keypad } from '../../parts/keypad.tsx';
import { Readout } from '../../parts/readout.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { type Amount, useAmount } from '../../parts/use-amount.ts';
import { useAnswer } from '../../parts/use-answer.ts';
import { dayAndClock, money, t } from '../../text.ts';
import { Stage } from '../frame/stage.tsx';
import { type Chosen, leftMinor, questionOf, type RefundWay } from './choice.ts';
import { PlanColumn } from './plan-column.tsx';
import { Reason, useReason } from './reason.tsx';
import { AnotherSale, BackToSale, RefundHead } from './refund-head.tsx';
import { ReturnedLines } from './returned-lines.tsx';

/** What of a sale comes back and why, and what main would do about it. */
export function RefundChoice(props: { readonly refund: RefundShown; readonly revision: number }) {
  const { refund, revision } = props;
  const [way, setWay] = useState<RefundWay>('lines');
  const [chosen, setChosen] = useState<Chosen>({});
  const amount = useAmount();
  const reason = useReason();
  const question = questionOf(refund, way, chosen, amount.minor);
  const plan = useAnswer('refund.plan', question, revision);
  const isAllBack = leftMinor(refund) === 0;
  return (
    <main class="screen">
      <Stage class="refund">
        <RefundHead detail={`${refund.receiptNumber} · ${dayAndClock(refund.soldAt)}`}>
          <AnotherSale />
          <BackToSale />
        </RefundHead>
        {isAllBack ? (
          <p class="nothing soft">{t('refund.allBack')}</p>
        ) : (
          <>
            <Tabs<RefundWay>
              label={t('refund.way')}
              value={way}
              options={[
                { value: 'lines', words: t('refund.way.lines') },
                { value: 'amount', words: t('refund.way.amount') },
                { value: 'all', words: t('refund.way.all') },
              ]}
              onChoose={setWay}
            />
            {way === 'amount' ? (
              <TypedAmount amount={amount} leftMinor={leftMinor(refund)} />
            ) : (
              <ReturnedLines
                lines={refund.lines}
                chosen={chosen}
                onChange={way === 'all' ? null : setChosen}
              />
            )}
            <Reason reason={reason} />
          </>
        )}
      </Stage>
      <PlanColumn refund={refund} question={question} plan={plan} reason={reason.words} />
    </main>
  );
}

function TypedAmount({ amount, leftMinor }: { readonly amount: Amount; leftMinor: number }) {
  return (
    <div class="typed-amount">
      <Readout
        name={t('refund.amount')}
        value={amount.isEmpty ? money(0) : amount.shown}
        isEmpty={amount.isEmpty}
      />
      <p class={amount.minor > leftMinor ? 'too-much' : 'soft'}>
        {t('refund.atMost', { amount: money(leftMinor) })}
      </p>
      <Keypad corner={amount.corner} onKey={amount.press} />
    </div>
  );
}
