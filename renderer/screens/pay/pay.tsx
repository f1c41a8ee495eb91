import type { BasketShown, PaymentShown, TillSnapshot } from '../../../main/contract/snapshots.ts';
import { Button } from '../../parts/button.tsx';
import { useAmount } from '../../parts/use-amount.ts';
import { act, sheet } from '../../state.ts';
import { money, t } from '../../text.ts';
import { Basket } from '../basket/basket.tsx';
import { Stage } from '../frame/stage.tsx';
import { Cash } from './cash.tsx';
import { isOver, LivingPayment } from './living-payment.tsx';
import { ScanToPay } from './scan-to-pay.tsx';
import './pay.css';

/** Taking money: the ways to pay, or the one payment that is going on. */
export function Pay({ till }: { readonly till: TillSnapshot }) {
  const { basket, payment } = till;
  if (!basket) return null;
  if (payment) {
    return (
      <main class="screen">
        <Stage class="living">
          <LivingPayment payment={payment} dueMinor={basket.dueMinor} key={payment.attemptId} />
        </Stage>
        <Basket till={till} isFixed>
          <AfterPayment phase={payment.phase} key={payment.phase} />
        </Basket>
      </main>
    );
  }
  return <Ways till={till} basket={basket} key={basket.tenders.length} />;
}

/** Nothing to do while the payment lives; once it has ended, on to what remains. */
function AfterPayment({ phase }: { readonly phase: PaymentShown['phase'] }) {
  const words = phase === 'paid' ? t('living.goOn') : t('living.dismiss');
  return (
    <Button
      class="next"
      looks="primary"
      isGuarded
      isDisabled={!isOver(phase)}
      onTap={() => act('pay.dismiss', {})}
    >
      {isOver(phase) ? words : t('pay.underway')}
    </Button>
  );
}

function Ways({ till, basket }: { readonly till: TillSnapshot; readonly basket: BasketShown }) {
  const cash = useAmount();
  const { dueMinor, dueCashMinor, tenders } = basket;
  const changeMinor = cash.minor - dueCashMinor;
  return (
    <main class="screen">
      <Stage class="pay">
        <header>
          {tenders.length === 0 ? (
            <Button icon="back" onTap={() => act('pay.back', {})}>
              {t('pay.back')}
            </Button>
          ) : (
            <Button
              icon="remove"
              onTap={() => {
                sheet.value = { kind: 'cancel-sale' };
              }}
            >
              {t('cancel.go')}
            </Button>
          )}
          <p class="due">
            <span class="soft">{tenders.length > 0 ? t('pay.stillDue') : t('pay.due')}</span>
            <strong>{money(dueMinor)}</strong>
          </p>
        </header>
        <div class="ways">
          <Cash cash={cash} dueMinor={dueCashMinor} notesMinor={till.store.quickNotesMinor} />
          <ScanToPay till={till} />
        </div>
      </Stage>
      <Basket till={till} isFixed>
        <Button
          class="next"
          looks="primary"
          isGuarded
          isDisabled={cash.minor === 0}
          onTap={() => act('pay.cash', { tenderedMinor: cash.minor })}
        >
          <TakeCash typedMinor={cash.minor} changeMinor={changeMinor} />
        </Button>
      </Basket>
    </main>
  );
}

function TakeCash(props: { readonly typedMinor: number; readonly changeMinor: number }) {
  const { typedMinor, changeMinor } = props;
  if (typedMinor === 0) return t('pay.choose');
  return (
    <>
      {t('pay.takeCash', { amount: money(typedMinor) })}
      <small>
        {changeMinor >= 0
          ? t('pay.changeWillBe', { change: money(changeMinor) })
          : t('pay.willRemain', { remains: money(-changeMinor) })}
      </small>
    </>
  );
}
