import type { PaymentShown } from '../../../main/contract/snapshots.ts';
import { QrPicture } from '../../parts/receipt-pictures.tsx';
import './shown-code.css';

/** The code that the customer is to scan, always black on white. */
export function ShownCode({ payment }: { readonly payment: PaymentShown }) {
  const { shown, way } = payment;
  if (shown === null) return null;
  return (
    <div class="shown-code">
      <div class="code">
        <QrPicture data={shown} />
      </div>
      {way === 'link' && <p class="address">{shown}</p>}
    </div>
  );
}
