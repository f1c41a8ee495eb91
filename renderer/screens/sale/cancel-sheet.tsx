import { Button } from '../../parts/button.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { actAndClose, sheet, till } from '../../state.ts';
import { t } from '../../text.ts';

/** Asks once: a cancelled sale does not come back. */
export function CancelSheet() {
  const lines = till.value?.basket?.lines.length ?? 0;
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
      <p>{t('cancel.explained', { count: lines })}</p>
    </Sheet>
  );
}
