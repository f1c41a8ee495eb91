import type { CustomerSnapshot } from '../../../main/contract/snapshots.ts';
import { Icon } from '../../parts/icon.tsx';
import { money, t } from '../../text.ts';
import { PhoneToScanner } from '../pay/phone-to-scanner.tsx';
import { Bill } from './customer-basket.tsx';

type Phase = 'pay' | 'waiting' | 'refused';

/** What to pay, and what to do now. */
export function Paying(props: { readonly shown: CustomerSnapshot; readonly phase: Phase }) {
  const { shown, phase } = props;
  const asked = phase === 'pay' ? shown.dueMinor : (shown.payment?.amountMinor ?? shown.dueMinor);
  return (
    <div class="two">
      <section class="centre" role="status">
        <p class="asked">{money(asked)}</p>
        {phase === 'pay' && <PhoneToScanner />}
        {phase === 'waiting' && <Icon name="wallet" size={120} />}
        {phase === 'refused' && <Icon name="close" size={120} />}
        <Words shown={shown} phase={phase} />
      </section>
      <Bill shown={shown} />
    </div>
  );
}

function Words({ shown, phase }: { readonly shown: CustomerSnapshot; readonly phase: Phase }) {
  switch (phase) {
    case 'pay':
      return (
        <div>
          <h1>{t('customer.pay')}</h1>
          <p>{t('customer.pay.or')}</p>
        </div>
      );
    case 'waiting':
      return (
        <div>
          <h1>{waitingTitle(shown)}</h1>
          <p>{t('customer.waiting.todo')}</p>
        </div>
      );
    case 'refused':
      return (
        <div>
          <h1>{t('customer.refused')}</h1>
          {/* Why a wallet said no is the customer’s own business, and others may be reading. */}
          <p>{t('customer.refused.todo')}</p>
        </div>
      );
  }
}

function waitingTitle({ payment }: CustomerSnapshot): string {
  return payment?.phase === 'waiting' ? t('customer.confirm') : t('customer.waiting');
}
