import { useCallback, useEffect, useState } from 'preact/hooks';
import { limits } from '../../../main/contract/limits.ts';
import type { ItemTile } from '../../../main/contract/queries.ts';
import type { ScaleShown } from '../../../main/contract/snapshots.ts';
import { extend, quantityOf } from '../../../main/domain/money.ts';
import { send } from '../../bridge.ts';
import { Button } from '../../parts/button.tsx';
import { type Key, press, toSteps } from '../../parts/digits.ts';
import { Keypad } from '../../parts/keypad.tsx';
import { Readout } from '../../parts/readout.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { actAndClose, till } from '../../state.ts';
import { failureWords, money, nameOf, t } from '../../text.ts';
import './weigh-sheet.css';

/** Asks how much of a weighed item: what the scale says, or what is typed over it. */
export function WeighSheet({ item }: { readonly item: ItemTile }) {
  const scale = till.value?.scale ?? null;
  useScale(scale !== null);
  const [typed, setTyped] = useState('');
  const onKey = useCallback(
    (key: Key) =>
      setTyped((text) => press(text, key, { decimals: 3, maximum: limits.quantityMilli })),
    [],
  );
  const reading = typed === '' ? (scale?.reading ?? null) : null;
  const quantityMilli = reading ? quantityOf(reading.milligrams) : toSteps(typed, 3);
  const put = () =>
    actAndClose('sale.add-item', {
      itemId: item.id,
      ...(reading ? { readingId: reading.id } : { quantityMilli }),
    });
  const shown = reading ? threeDecimals(quantityMilli) : typed;
  return (
    <Sheet title={nameOf(item.name)}>
      <div class="weigh-price">
        <p class="soft">{t('weigh.price', { price: money(item.priceMinor), unit: item.unit })}</p>
        <output class="weigh-amount">
          {quantityMilli > 0 && money(extend(item.priceMinor, quantityMilli))}
        </output>
      </div>
      <Readout
        name={reading ? t('weigh.scale') : t('weigh.weight')}
        value={`${shown === '' ? '0.000' : shown} ${item.unit}`}
        isEmpty={shown === ''}
      />
      {scale && typed === '' && <p class="weigh-scale">{scaleWords(scale)}</p>}
      <Keypad corner="." onKey={onKey} onEnter={() => (quantityMilli > 0 ? put() : undefined)} />
      <Button class="wide-next" looks="primary" isDisabled={quantityMilli === 0} onTap={put}>
        {reading && quantityMilli > 0
          ? t('weigh.take', { weight: `${shown} ${item.unit}` })
          : t('weigh.add')}
      </Button>
    </Sheet>
  );
}

/** Main reads the scale while this sheet is open and says so again before main's patience ends. */
function useScale(hasScale: boolean): void {
  useEffect(() => {
    if (!hasScale) return;
    const say = (isWatching: boolean) => void send('scale.watch', { isWatching });
    say(true);
    const timer = window.setInterval(() => say(true), limits.scaleWatchMs / 2);
    return () => {
      window.clearInterval(timer);
      say(false);
    };
  }, [hasScale]);
}

/** Thousandths as a scale shows them: 1.250. */
function threeDecimals(milli: number): string {
  const digits = String(milli).padStart(4, '0');
  return `${digits.slice(0, -3)}.${digits.slice(-3)}`;
}

function scaleWords({ reading, failure }: ScaleShown): string {
  if (failure === 'device.unstable') return t('weigh.moving');
  if (failure) return failureWords(failure).what;
  if (!reading) return t('weigh.waiting');
  return reading.milligrams === 0 ? t('weigh.empty') : t('weigh.steady');
}
