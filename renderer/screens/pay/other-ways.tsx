import type { PayWayShown } from '../../../main/contract/payments/snapshot.ts';
import { Button } from '../../parts/button.tsx';
import { act, sheet } from '../../state.ts';
import { t } from '../../text.ts';

type Way = Exclude<PayWayShown['way'], 'presented'>;

/** In the order of how often they are wanted. */
const order: readonly Way[] = ['shown', 'card', 'link', 'static'];

/** A button for each way but cash and the scanned code; one account needs no choosing. */
export function OtherWays({ ways }: { readonly ways: readonly PayWayShown[] }) {
  return order.map((way) => {
    const offers = ways.filter((offer) => offer.way === way);
    const [only] = offers;
    if (only === undefined) return null;
    const start = () => {
      if (offers.length === 1) void act('pay.start', { way, accountId: only.accountId });
      else sheet.value = { kind: 'pay-way', way };
    };
    return (
      <Button
        key={way}
        isGuarded
        isDisabled={!offers.some(({ isAvailable }) => isAvailable)}
        onTap={start}
      >
        {t(`way.${way}`)}
      </Button>
    );
  });
}
