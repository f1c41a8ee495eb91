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
export function Printing(props: {
  /** The sale, or the refund. */
  readonly saleId: string;
  readonly state: DoneShown['printing'];
}) {
  const { saleId, state } = props;
  return (
    <div class="printing">
      <p role="status">
        <Mark health={health[state]} />
        {t(`printing.${state}`)}
      </p>
      <Button
        icon="printer"
        isDisabled={state === 'printing' || state === 'queued'}
        onTap={() => act('receipt.reprint', { saleId })}
      >
        {t('done.reprint')}
      </Button>
    </div>
  );
}
