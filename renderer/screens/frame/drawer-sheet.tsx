import { useState } from 'preact/hooks';
import { Button } from '../../parts/button.tsx';
import { Choices } from '../../parts/choices.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { actAndClose } from '../../state.ts';
import { t } from '../../text.ts';

const reasons = ['change', 'check', 'mistake'] as const;

/** A drawer opened without a sale leaves its reason in the journal. */
export function DrawerSheet() {
  const [reason, setReason] = useState<(typeof reasons)[number] | null>(null);
  return (
    <Sheet
      title={t('menu.drawer')}
      foot={
        <Button
          looks="primary"
          icon="drawer"
          isDisabled={reason === null}
          onTap={() => {
            if (reason) void actAndClose('drawer.open', { reason: t(`drawer.reason.${reason}`) });
          }}
        >
          {t('menu.drawer')}
        </Button>
      }
    >
      <Choices
        label={t('reason.label')}
        value={reason}
        options={reasons.map((value) => ({ value, words: t(`drawer.reason.${value}`) }))}
        onChoose={setReason}
      />
    </Sheet>
  );
}
