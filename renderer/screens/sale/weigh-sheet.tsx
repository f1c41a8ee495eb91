import { useCallback, useState } from 'preact/hooks';
import { limits } from '../../../main/contract/limits.ts';
import type { ItemTile } from '../../../main/contract/queries.ts';
import { Button } from '../../parts/button.tsx';
import { type Key, press, toSteps } from '../../parts/digits.ts';
import { Keypad } from '../../parts/keypad.tsx';
import { Readout } from '../../parts/readout.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { actAndClose } from '../../state.ts';
import { money, nameOf, t } from '../../text.ts';

/** Asks how much of a weighed item, in thousandths of its unit. */
export function WeighSheet({ item }: { readonly item: ItemTile }) {
  const [typed, setTyped] = useState('');
  const onKey = useCallback(
    (key: Key) =>
      setTyped((text) => press(text, key, { decimals: 3, maximum: limits.quantityMilli })),
    [],
  );
  const quantityMilli = toSteps(typed, 3);
  const put = () => actAndClose('sale.add-item', { itemId: item.id, quantityMilli });
  return (
    <Sheet title={nameOf(item.name)}>
      <p class="soft">{t('weigh.price', { price: money(item.priceMinor), unit: item.unit })}</p>
      <Readout
        name={t('weigh.weight')}
        value={`${typed === '' ? '0.000' : typed} ${item.unit}`}
        isEmpty={typed === ''}
      />
      <Keypad corner="." onKey={onKey} onEnter={() => (quantityMilli > 0 ? put() : undefined)} />
      <Button class="wide-next" looks="primary" isDisabled={quantityMilli === 0} onTap={put}>
        {t('weigh.add')}
      </Button>
    </Sheet>
  );
}
