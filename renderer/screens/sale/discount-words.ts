import type { Discount } from '../../../main/contract/values.ts';
import { money, percent, quantity, t } from '../../text.ts';

/** How people say it: `10% off` in English, 9 折 in Chinese, where what remains is counted. */
export function discountWords(discount: Discount): string {
  if (discount.kind === 'amount') return money(-discount.amountMinor);
  const { basisPoints } = discount;
  return t('discount.words', {
    percent: percent(basisPoints),
    remains: quantity(10_000 - basisPoints),
  });
}
