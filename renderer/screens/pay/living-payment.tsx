import type { PaymentShown } from '../../../main/contract/snapshots.ts';
import { countdown } from '../../format.ts';
import { Button } from '../../parts/button.tsx';
import { Icon, type IconName } from '../../parts/icon.tsx';
import { act, now, sheet } from '../../state.ts';
import { failureWords, money, t, wordFor } from '../../text.ts';
import { CountdownRing } from './countdown-ring.tsx';
import { ShownCode } from './shown-code.tsx';
import './living-payment.css';

type Phase = PaymentShown['phase'];

const over: ReadonlySet<Phase> = new Set<Phase>([
  'paid',
  'failed',
  'reversed',
  'unverified',
  'unresolved',
  'late',
]);

/** Whether the payment has come to an end that the cashier must see before going on. */
export function isOver(phase: Phase): boolean {
  return over.has(phase);
}

const icons: Partial<Record<Phase, IconName>> = {
  paid: 'check',
  failed: 'close',
  reversed: 'undo',
  unverified: 'alert',
  unresolved: 'alert',
  late: 'alert',
};

/** A payment as it lives: what is awaited, for how long, what the customer should do, the way out. */
export function LivingPayment(props: {
  readonly payment: PaymentShown;
  readonly dueMinor: number;
}) {
  const { payment } = props;
  const { phase } = payment;
  return (
    <div class={`payment ${phase}`} role="status">
      <p class="which">
        {wordFor('provider', payment.wallet ?? payment.provider)}
        <strong>{money(payment.amountMinor)}</strong>
      </p>
      <div class="sign">
        <Sign payment={payment} />
      </div>
      <Words payment={payment} dueMinor={props.dueMinor} />
      {!isOver(phase) && <WayOut payment={payment} />}
    </div>
  );
}

function Sign({ payment }: { readonly payment: PaymentShown }) {
  const icon = icons[payment.phase];
  if (icon) return <Icon name={icon} size={96} />;
  if (payment.phase === 'showing') return <ShownCode payment={payment} />;
  return <CountdownRing payment={payment} />;
}

function WayOut({ payment }: { readonly payment: PaymentShown }) {
  const { way, phase, canAccept, canStop } = payment;
  return (
    <div class="way-out">
      {canAccept && (
        <Button
          icon="check"
          isGuarded
          onTap={() => {
            sheet.value = { kind: 'accept-payment' };
          }}
        >
          {t('living.accept')}
        </Button>
      )}
      {way === 'link' && phase === 'showing' && (
        <Button icon="suspend" isGuarded onTap={() => act('pay.park', {})}>
          {t('living.park')}
        </Button>
      )}
      <Button
        looks="danger"
        icon="undo"
        isGuarded
        isDisabled={!canStop}
        onTap={() => act('pay.stop', {})}
      >
        {way === 'static' ? t('living.stopStatic') : t('living.stop')}
      </Button>
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
  const { phase, failure, way } = payment;
  if (failure && isOver(phase)) {
    const { what, todo } = failureWords(failure.code);
    return (
      <div class="telling">
        <h1>{what}</h1>
        <p>{todo}</p>
      </div>
    );
  }
  if (phase === 'showing' && (way === 'link' || way === 'static')) {
    return <Telling what={t(`living.${way}`)} todo={t(`living.${way}.todo`)} />;
  }
  if (phase === 'showing') {
    const leftMs = Math.max(0, (payment.deadlineAt ?? 0) - now.value);
    const todo = t('living.showing.left', { time: countdown(leftMs) });
    return <Telling what={t('living.showing')} todo={todo} />;
  }
  if (way === 'card' && (phase === 'asking' || phase === 'waiting')) {
    return <Telling what={t('living.card')} todo={t('living.card.todo')} />;
  }
  return (
    <div class="telling">
      <h1>{t(`living.${phase}`)}</h1>
      <p>{t(`living.${phase}.todo`, { due: money(dueMinor) })}</p>
      {payment.deadlineAt !== null && !isOver(phase) && <p class="soft">{t('living.ifNothing')}</p>}
    </div>
  );
}

function Telling({ what, todo }: { readonly what: string; readonly todo: string }) {
  return (
    <div class="telling">
      <h1>{what}</h1>
      <p>{todo}</p>
    </div>
  );
}
