import { useState } from 'preact/hooks';
import type { LineShown } from '../../../main/contract/snapshots.ts';
import { Approval, type ApprovalGiven } from '../../parts/approval.tsx';
import { Button } from '../../parts/button.tsx';
import { Keypad } from '../../parts/keypad.tsx';
import { Readout } from '../../parts/readout.tsx';
import { useAmount } from '../../parts/use-amount.ts';
import { actAndClose } from '../../state.ts';
import { money, t } from '../../text.ts';

/** Another price than the shelf's: first the price, then the manager's yes. */
export function PricePanel({ line }: { readonly line: LineShown }) {
  const price = useAmount();
  const [isPriced, setPriced] = useState(false);
  const [approval, setApproval] = useState<ApprovalGiven | null>(null);
  if (!isPriced) {
    return (
      <>
        <p class="soft">{t('price.listed', { price: money(line.listPriceMinor) })}</p>
        <Readout
          name={t('price.new')}
          value={price.isEmpty ? money(line.unitPriceMinor) : price.shown}
          isEmpty={price.isEmpty}
        />
        <Keypad corner={price.corner} onKey={price.press} />
        <Button
          class="wide-next"
          looks="primary"
          isDisabled={price.isEmpty}
          onTap={() => setPriced(true)}
        >
          {t('price.toApproval')}
        </Button>
      </>
    );
  }
  return (
    <>
      <p class="priced">
        {t('price.change', { from: money(line.unitPriceMinor), to: money(price.minor) })}
      </p>
      <Approval
        reasons={[t('price.reason.damaged'), t('price.reason.mistake'), t('price.reason.match')]}
        onChange={setApproval}
      />
      <Button
        class="wide-next"
        looks="primary"
        isGuarded
        isDisabled={approval === null}
        onTap={() =>
          approval &&
          actAndClose('sale.override-price', {
            lineId: line.id,
            unitPriceMinor: price.minor,
            approval,
          })
        }
      >
        {t('approval.go')}
      </Button>
    </>
  );
}
