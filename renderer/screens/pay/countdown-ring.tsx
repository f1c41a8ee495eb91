import type { PaymentShown } from '../../../main/contract/snapshots.ts';
import { countdown } from '../../format.ts';
import { now } from '../../state.ts';
import { t } from '../../text.ts';

const radius = 88;
const around = 2 * Math.PI * radius;

/** The time that is left, as a ring that empties; without a deadline, the time that has passed. */
export function CountdownRing({ payment }: { readonly payment: PaymentShown }) {
  const { startedAt, deadlineAt } = payment;
  const at = now.value;
  const leftMs = deadlineAt === null ? null : Math.max(0, deadlineAt - at);
  const share =
    leftMs === null || deadlineAt === null ? 1 : leftMs / Math.max(1, deadlineAt - startedAt);
  const words = countdown(leftMs ?? at - startedAt);
  return (
    <div class="ring">
      <svg viewBox="0 0 200 200" aria-hidden="true">
        <circle class="track" cx="100" cy="100" r={radius} />
        <circle
          class="left"
          cx="100"
          cy="100"
          r={radius}
          stroke-dasharray={around}
          stroke-dashoffset={around * (1 - Math.min(1, share))}
        />
      </svg>
      <p aria-hidden="true">
        <strong>{words}</strong>
        <span>{leftMs === null ? t('living.passed') : t('living.left')}</span>
      </p>
    </div>
  );
}
