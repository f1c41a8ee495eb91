import { useState } from 'preact/hooks';
import { Approval, type ApprovalGiven } from '../../parts/approval.tsx';
import { Button } from '../../parts/button.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { actAndClose } from '../../state.ts';
import { t } from '../../text.ts';

/** From now on another merchant is paid: a manager's word, and never a slip of the finger. */
export function SwitchSheet(props: {
  readonly merchantId: string;
  readonly from: string;
  readonly to: string;
}) {
  const { merchantId, from, to } = props;
  const [approval, setApproval] = useState<ApprovalGiven | null>(null);
  return (
    <Sheet title={t('accounts.switch.title')}>
      <Facts
        facts={[
          ...(from === '' ? [] : [{ name: t('accounts.switch.from'), value: from }]),
          { name: t('accounts.switch.to'), value: <strong>{to}</strong> },
        ]}
      />
      <p class="soft">{t('accounts.switch.explained')}</p>
      <Approval
        reasons={[
          t('accounts.reason.owner'),
          t('accounts.reason.counter'),
          t('accounts.reason.mistake'),
        ]}
        onChange={setApproval}
      />
      <Button
        class="wide-next"
        looks="primary"
        isDisabled={approval === null}
        onTap={() => approval && actAndClose('account.switch-merchant', { merchantId, approval })}
      >
        {t('accounts.switch.go')}
      </Button>
    </Sheet>
  );
}
