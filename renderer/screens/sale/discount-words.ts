import type { Discount } from '../../../main/contract/values.ts';
import { locale, money, percent, quantity, t } from '../../text.ts';

/** How people say it: `10% off` in English, 9 折 in Chinese, where what remains is counted. */
export function discountWords(discount: Discount): string {
  if (discount.kind === 'amount') return money(-discount.amountMinor);
  const { basisPoints } = discount;
  const isOffCounted = locale.value.language === 'en';
  return t('discount.words', {
    share: isOffCounted ? percent(basisPoints) : quantity(10_000 - basisPoints),
  });
}
