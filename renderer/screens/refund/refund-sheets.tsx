import { useState } from 'preact/hooks';
import type { CommandInput } from '../../../main/contract/commands.ts';
import { Approval, type ApprovalGiven } from '../../parts/approval.tsx';
import { Button } from '../../parts/button.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { actAndClose, till } from '../../state.ts';
import { money, t } from '../../text.ts';

/** A manager agrees to a refund, for the reason that was chosen. */
export function RefundApprovalSheet(props: {
  readonly made: Omit<CommandInput<'refund.make'>, 'approval'>;
  readonly totalMinor: number;
}) {
  const { made, totalMinor } = props;
  const [approval, setApproval] = useState<ApprovalGiven | null>(null);
  return (
    <Sheet title={t('refund.approve')}>
      <p class="priced">
        {t('refund.approve.what', { amount: money(totalMinor), reason: made.reason })}
      </p>
      <Approval reasons={[made.reason]} onChange={setApproval} />
      <Button
        class="wide-next"
        looks="primary"
        isDisabled={approval === null}
        onTap={() => approval && actAndClose('refund.make', { ...made, approval })}
      >
        {t('refund.go')}
      </Button>
    </Sheet>
  );
}

/** A part that the provider does not give back comes out of the drawer instead. */
export function RefundCashSheet({ partId }: { readonly partId: string }) {
  const [approval, setApproval] = useState<ApprovalGiven | null>(null);
  const document = till.value?.refund?.document;
  const part = document?.parts.find((one) => one.partId === partId);
  if (!document || part?.state !== 'failed') return null;
  const { refundId } = document;
  return (
    <Sheet title={t('refund.payCash')}>
      <p class="priced">{t('refund.payCash.explained', { amount: money(part.amountMinor) })}</p>
      <Approval
        reasons={[t('refund.payCash.closed'), t('refund.payCash.waits')]}
        onChange={setApproval}
      />
      <Button
        class="wide-next"
        looks="primary"
        isDisabled={approval === null}
        onTap={() => approval && actAndClose('refund.pay-cash', { refundId, partId, approval })}
      >
        {t('refund.payCash')}
      </Button>
    </Sheet>
  );
}
