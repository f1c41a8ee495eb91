import { useState } from 'preact/hooks';
import { Approval, type ApprovalGiven } from '../../parts/approval.tsx';
import { Button } from '../../parts/button.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { actAndClose } from '../../state.ts';
import { t } from '../../text.ts';

/** Nobody can verify this payment: a manager has looked at the customer's bill and says so. */
export function AcceptSheet() {
  const [approval, setApproval] = useState<ApprovalGiven | null>(null);
  return (
    <Sheet title={t('accept.title')}>
      <p class="soft">{t('accept.explained')}</p>
      <Approval reasons={[t('accept.sawBill'), t('accept.sawMessage')]} onChange={setApproval} />
      <Button
        class="wide-next"
        looks="primary"
        isDisabled={approval === null}
        onTap={() => approval && actAndClose('pay.accept', { approval })}
      >
        {t('accept.go')}
      </Button>
    </Sheet>
  );
}
