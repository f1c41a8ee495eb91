import type { CustomerSnapshot } from '../../../main/contract/snapshots.ts';
import { Icon } from '../../parts/icon.tsx';
import { money, t } from '../../text.ts';

export function Thanks({ shown }: { readonly shown: CustomerSnapshot }) {
  return (
    <section class="centre" role="status">
      <span class="tick">
        <Icon name="check" size={120} />
      </span>
      <h1>{t('customer.thanks', { amount: money(shown.paidMinor) })}</h1>
      {shown.changeMinor > 0 && (
        <p class="change">
          {t('done.change')} <strong>{money(shown.changeMinor)}</strong>
        </p>
      )}
      <p>{t('receipt.thanks')}</p>
    </section>
  );
}
