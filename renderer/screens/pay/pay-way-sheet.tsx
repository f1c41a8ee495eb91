import type { PayWayShown } from '../../../main/contract/payments/snapshot.ts';
import { Button } from '../../parts/button.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { actAndClose, till } from '../../state.ts';
import { t, wordFor } from '../../text.ts';
import { whyUnavailable } from './why-unavailable.ts';

/** Which app the customer has: each makes a code of its own. */
export function PayWaySheet({ way }: { readonly way: Exclude<PayWayShown['way'], 'presented'> }) {
  const offers = (till.value?.ways ?? []).filter((offer) => offer.way === way);
  return (
    <Sheet title={t(`way.${way}`)}>
      <p class="soft">{t('way.whichApp')}</p>
      <div class="pay-ways">
        {offers.map((offer) => (
          <Button
            key={offer.accountId}
            isDisabled={!offer.isAvailable}
            onTap={() => actAndClose('pay.start', { way, accountId: offer.accountId })}
          >
            {wordFor('provider', offer.provider)}
            <small>{offer.isAvailable ? offer.merchant : whyUnavailable(offer)}</small>
          </Button>
        ))}
      </div>
    </Sheet>
  );
}
