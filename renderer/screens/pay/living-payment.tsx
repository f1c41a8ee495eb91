import type { PaymentShown } from '../../../main/contract/snapshots.ts';
import { Button } from '../../parts/button.tsx';
import { Icon, type IconName } from '../../parts/icon.tsx';
import { act } from '../../state.ts';
import { failureWords, money, t, wordFor } from '../../text.ts';
import { CountdownRing } from './countdown-ring.tsx';
import './living-payment.css';

type Phase = PaymentShown['phase'];

const over: ReadonlySet<Phase> = new Set<Phase>(['paid', 'failed', 'reversed']);

/** Whether the payment has come to an end that the cashier must see before going on. */
export function isOver(phase: Phase): boolean {
  return over.has(phase);
}

const icons: Partial<Record<Phase, IconName>> = {
  paid: 'check',
  failed: 'close',
  reversed: 'undo',
};

/** A payment as it lives: what is awaited, for how long, what the customer should do, the way out. */
export function LivingPayment(props: {
  readonly payment: PaymentShown;
  readonly dueMinor: number;
}) {
  const { payment } = props;
  const { phase } = payment;
  const icon = icons[phase];
  return (
    <div class={`payment ${phase}`} role="status">
      <p class="which">
        {wordFor('provider', payment.provider)}
        <strong>{money(payment.amountMinor)}</strong>
      </p>
      <div class="sign">
        {icon ? <Icon name={icon} size={96} /> : <CountdownRing payment={payment} />}
      </div>
      <Words payment={payment} dueMinor={props.dueMinor} />
      <div class="way-out">
        {!isOver(phase) && (
          <Button
            looks="danger"
            icon="undo"
            isGuarded
            isDisabled={!payment.canStop}
            onTap={() => act('pay.stop', {})}
          >
            {t('living.stop')}
          </Button>
        )}
      </div>
    </div>
  );
}

function Words({
  payment,
  dueMinor,
}: {
  readonly payment: PaymentShown;
  readonly dueMinor: number;
}) {
  const { phase, failure } = payment;
  if (failure && isOver(phase)) {
    const { what, todo } = failureWords(failure.code);
    return (
      <div class="telling">
        <h1>{what}</h1>
        <p>{todo}</p>
      </div>
    );
  }
  return (
    <div class="telling">
      <h1>{t(`living.${phase}`)}</h1>
      <p>{t(`living.${phase}.todo`, { due: money(dueMinor) })}</p>
      {payment.deadlineAt !== null && !isOver(phase) && <p class="soft">{t('living.ifNothing')}</p>}
    </div>
  );
}
