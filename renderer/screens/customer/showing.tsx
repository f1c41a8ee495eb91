import type { CustomerSnapshot, PaymentShown } from '../../../main/contract/snapshots.ts';
import { money, t } from '../../text.ts';
import { ShownCode } from '../pay/shown-code.tsx';
import { Bill } from './customer-basket.tsx';

/** The code to scan, as large as there is room for, with what it will take. */
export function Showing(props: {
  readonly shown: CustomerSnapshot;
  readonly payment: PaymentShown;
}) {
  const { shown, payment } = props;
  return (
    <div class="two">
      <section class="centre" role="status">
        <p class="asked">{money(payment.amountMinor)}</p>
        <ShownCode payment={payment} />
        <h1>{t('customer.scan')}</h1>
      </section>
      <Bill shown={shown} />
    </div>
  );
}
