import { useState } from 'preact/hooks';
import type { LineShown } from '../../../main/contract/snapshots.ts';
import { Button } from '../../parts/button.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { act, actAndClose, till } from '../../state.ts';
import { nameOf, t } from '../../text.ts';
import { DiscountPanel } from './discount-panel.tsx';
import { PricePanel } from './price-panel.tsx';
import { QuantityPanel } from './quantity-panel.tsx';
import './line-sheet.css';

type Panel = 'quantity' | 'discount' | 'price';
const panels: readonly Panel[] = ['quantity', 'discount', 'price'];

/** One line of the basket: how many, how much off, at what price, or not at all. */
export function LineSheet({ lineId }: { readonly lineId: string }) {
  const [panel, setPanel] = useState<Panel>('quantity');
  const line = till.value?.basket?.lines.find(({ id }) => id === lineId);
  if (!line) return null;
  return (
    <Sheet title={nameOf(line.name)}>
      <div class="line-head">
        <Tabs
          label={t('line.what')}
          value={panel}
          options={panels.map((value) => ({ value, words: t(`line.${value}`) }))}
          onChoose={setPanel}
        />
        <Button
          looks="danger"
          icon="remove"
          onTap={() => actAndClose('sale.remove-line', { lineId })}
        >
          {t('line.remove')}
        </Button>
      </div>
      <Inside panel={panel} line={line} />
    </Sheet>
  );
}

function Inside({ panel, line }: { readonly panel: Panel; readonly line: LineShown }) {
  switch (panel) {
    case 'quantity':
      return <QuantityPanel line={line} />;
    case 'discount':
      return (
        <DiscountPanel
          discount={line.discount}
          ofMinor={line.grossMinor}
          onGive={(discount) => act('sale.discount-line', { lineId: line.id, discount })}
        />
      );
    case 'price':
      return <PricePanel line={line} />;
  }
}
