import { Button } from '../../parts/button.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { actAndClose, sheet, till } from '../../state.ts';
import { money, t } from '../../text.ts';

/** Asks once: a cancelled sale does not come back. */
export function CancelSheet() {
  const { lines = [], tenders = [] } = till.value?.basket ?? {};
  const paidMinor = tenders.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return (
    <Sheet
      title={t('cancel.title')}
      foot={
        <>
          <Button looks="danger" icon="remove" onTap={() => actAndClose('sale.cancel', {})}>
            {t('cancel.go')}
          </Button>
          <Button
            looks="primary"
            onTap={() => {
              sheet.value = null;
            }}
          >
            {t('cancel.keep')}
          </Button>
        </>
      }
    >
      <p>{t('cancel.explained', { count: lines.length })}</p>
      {paidMinor > 0 && <p>{t('cancel.paid', { amount: money(paidMinor) })}</p>}
    </Sheet>
  );
}
