import { useState } from 'preact/hooks';
import type { DoubtRow } from '../../../main/contract/payments/queries.ts';
import { Approval, type ApprovalGiven } from '../../parts/approval.tsx';
import { Button } from '../../parts/button.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { actAndClose } from '../../state.ts';
import { money, t, wordFor } from '../../text.ts';

/** Money that belongs to no sale goes back to whom it came from. */
export function ReturnSheet({ row }: { readonly row: DoubtRow }) {
  const [approval, setApproval] = useState<ApprovalGiven | null>(null);
  return (
    <Sheet title={t('desk.return')}>
      <p class="priced">{t('desk.return.explained', valuesOf(row))}</p>
      <Approval
        reasons={[t('desk.return.otherwise'), t('desk.return.left')]}
        onChange={setApproval}
      />
      <Button
        class="wide-next"
        looks="primary"
        isDisabled={approval === null}
        onTap={() => approval && actAndClose('desk.return', { attemptId: row.id, approval })}
      >
        {t('desk.return.go', valuesOf(row))}
      </Button>
    </Sheet>
  );
}

const reasons = {
  paid: ['desk.decide.sawMoney', 'desk.decide.sawBill'],
  'not-paid': ['desk.decide.noMoney', 'desk.decide.wentBack'],
} as const;

/** Nobody answers any more: a manager says what became of it, and why he knows. */
export function DecideSheet({ row }: { readonly row: DoubtRow }) {
  const [as, setAs] = useState<'paid' | 'not-paid'>('paid');
  const [approval, setApproval] = useState<ApprovalGiven | null>(null);
  return (
    <Sheet title={t('desk.decide')}>
      <p class="priced">{t('desk.decide.explained', valuesOf(row))}</p>
      <Tabs
        label={t('desk.decide')}
        value={as}
        options={[
          { value: 'paid', words: t('desk.decide.paid') },
          { value: 'not-paid', words: t('desk.decide.not-paid') },
        ]}
        onChoose={setAs}
      />
      <Approval key={as} reasons={reasons[as].map((key) => t(key))} onChange={setApproval} />
      <Button
        class="wide-next"
        looks="primary"
        isDisabled={approval === null}
        onTap={() => approval && actAndClose('desk.decide', { attemptId: row.id, as, approval })}
      >
        {t(`desk.decide.${as}`)}
      </Button>
    </Sheet>
  );
}

function valuesOf(row: DoubtRow) {
  return { amount: money(row.amountMinor), provider: wordFor('provider', row.provider) };
}
