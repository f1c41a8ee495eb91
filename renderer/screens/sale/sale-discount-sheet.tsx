import { Sheet } from '../../parts/sheet.tsx';
import { act, till } from '../../state.ts';
import { t } from '../../text.ts';
import { DiscountPanel } from './discount-panel.tsx';

/** Something off the whole sale. */
export function SaleDiscountSheet() {
  const basket = till.value?.basket;
  if (!basket) return null;
  const ofMinor = basket.lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return (
    <Sheet title={t('sale.discount')}>
      <DiscountPanel
        discount={basket.discount}
        ofMinor={ofMinor}
        onGive={(discount) => act('sale.discount', { discount })}
      />
    </Sheet>
  );
}
