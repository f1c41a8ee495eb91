import type { DoneShown } from '../../../main/contract/snapshots.ts';
import { Button } from '../../parts/button.tsx';
import { act } from '../../state.ts';
import { t } from '../../text.ts';
import { type Health, Mark } from '../frame/mark.tsx';

const health: Record<DoneShown['printing'], Health> = {
  none: 'none',
  queued: 'attention',
  printing: 'ready',
  printed: 'ready',
  interrupted: 'attention',
  expired: 'attention',
};

/** Where the receipt is, and one more of it. */
export function Printing({ done }: { readonly done: DoneShown }) {
  return (
    <div class="printing">
      <p role="status">
        <Mark health={health[done.printing]} />
        {t(`printing.${done.printing}`)}
      </p>
      <Button
        icon="printer"
        isDisabled={done.printing === 'printing' || done.printing === 'queued'}
        onTap={() => act('receipt.reprint', { saleId: done.saleId })}
      >
        {t('done.reprint')}
      </Button>
    </div>
  );
}
