import { useCallback, useState } from 'preact/hooks';
import { limits } from '../../../main/contract/limits.ts';
import type { LineShown } from '../../../main/contract/snapshots.ts';
import { Button } from '../../parts/button.tsx';
import { type Key, press, toSteps } from '../../parts/digits.ts';
import { Keypad } from '../../parts/keypad.tsx';
import { Readout } from '../../parts/readout.tsx';
import { act, actAndClose } from '../../state.ts';
import { quantity, t } from '../../text.ts';

/** One more, one fewer, or a number typed. */
export function QuantityPanel({ line }: { readonly line: LineShown }) {
  const isWeighed = line.soldBy === 'weight';
  const decimals = isWeighed ? 3 : 0;
  const stepMilli = isWeighed ? 1 : 1_000;
  const [typed, setTyped] = useState('');
  const onKey = useCallback(
    (key: Key) =>
      setTyped((text) =>
        press(text, key, { decimals, maximum: Math.floor(limits.quantityMilli / stepMilli) }),
      ),
    [decimals, stepMilli],
  );
  const typedMilli = toSteps(typed, decimals) * stepMilli;
  const set = (quantityMilli: number) =>
    act('sale.set-quantity', { lineId: line.id, quantityMilli });
  return (
    <>
      {isWeighed ? (
        <Readout
          name={t('line.newWeight')}
          value={`${typed === '' ? quantity(line.quantityMilli) : typed} ${line.unit}`}
          isEmpty={typed === ''}
        />
      ) : (
        <div class="quantity-now">
          <Button
            icon="minus"
            label={t('line.fewer')}
            isDisabled={line.quantityMilli <= 1_000}
            onTap={() => set(line.quantityMilli - 1_000)}
          />
          <output class={typed === '' ? '' : 'typed'} aria-label={t('line.quantity')}>
            {typed === '' ? quantity(line.quantityMilli) : typed}
          </output>
          <Button
            icon="plus"
            label={t('line.another')}
            onTap={() => set(line.quantityMilli + 1_000)}
          />
        </div>
      )}
      <Keypad corner={isWeighed ? '.' : '00'} onKey={onKey} />
      <Button
        class="wide-next"
        looks="primary"
        isDisabled={typedMilli === 0}
        onTap={() =>
          actAndClose('sale.set-quantity', { lineId: line.id, quantityMilli: typedMilli })
        }
      >
        {t('line.setQuantity')}
      </Button>
    </>
  );
}
