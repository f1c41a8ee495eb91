import { Button } from '../../parts/button.tsx';
import { Keypad } from '../../parts/keypad.tsx';
import { Readout } from '../../parts/readout.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { useAmount } from '../../parts/use-amount.ts';
import { actAndClose, till } from '../../state.ts';
import { money, t } from '../../text.ts';

/** How much of what is due the next scanned code pays. */
export function SplitSheet() {
  const amount = useAmount();
  const dueMinor = till.value?.basket?.dueMinor ?? 0;
  const isTooMuch = amount.minor > dueMinor;
  const set = () => actAndClose('pay.split', { amountMinor: amount.minor });
  return (
    <Sheet title={t('split.title')}>
      <p class="soft">{t('split.explained', { due: money(dueMinor) })}</p>
      <Readout
        name={t('split.amount')}
        value={amount.isEmpty ? money(0) : amount.shown}
        isEmpty={amount.isEmpty}
      />
      <Keypad corner={amount.corner} onKey={amount.press} />
      <Button
        class="wide-next"
        looks="primary"
        isDisabled={amount.minor === 0 || isTooMuch}
        onTap={set}
      >
        {isTooMuch ? t('split.tooMuch', { due: money(dueMinor) }) : t('split.go')}
      </Button>
    </Sheet>
  );
}
