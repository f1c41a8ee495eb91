import { useCallback, useState } from 'preact/hooks';
import type { Discount } from '../../../main/contract/values.ts';
import { Button } from '../../parts/button.tsx';
import { type Key, press, toSteps } from '../../parts/digits.ts';
import { Keypad } from '../../parts/keypad.tsx';
import { Readout } from '../../parts/readout.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { useAmount } from '../../parts/use-amount.ts';
import { sheet } from '../../state.ts';
import { money, t } from '../../text.ts';
import { discountWords } from './discount-words.ts';

const presetsBasisPoints = [500, 1_000, 1_500, 2_000, 3_000, 5_000];

type Give = (discount: Discount | null) => Promise<boolean>;

/** So many percent or so much money off, of one line or of the whole sale. */
export function DiscountPanel(props: {
  readonly discount: Discount | null;
  readonly ofMinor: number;
  readonly onGive: Give;
}) {
  const [kind, setKind] = useState<Discount['kind']>(props.discount?.kind ?? 'percent');
  const give: Give = async (discount) => {
    const isGiven = await props.onGive(discount);
    if (isGiven) sheet.value = null;
    return isGiven;
  };
  return (
    <>
      <Tabs
        label={t('discount.kind')}
        value={kind}
        options={[
          { value: 'percent', words: t('discount.percent') },
          { value: 'amount', words: t('discount.amount') },
        ]}
        onChoose={setKind}
      />
      {kind === 'percent' ? (
        <Percent current={props.discount} onGive={give} />
      ) : (
        <Money current={props.discount} ofMinor={props.ofMinor} onGive={give} />
      )}
    </>
  );
}

function Percent({
  current,
  onGive,
}: {
  readonly current: Discount | null;
  readonly onGive: Give;
}) {
  const [typed, setTyped] = useState('');
  const onKey = useCallback(
    (key: Key) => setTyped((text) => press(text, key, { decimals: 2, maximum: 10_000 })),
    [],
  );
  const basisPoints = toSteps(typed, 2);
  return (
    <>
      <div class="presets">
        {presetsBasisPoints.map((preset) => (
          <Button
            key={preset}
            isPressed={current?.kind === 'percent' && current.basisPoints === preset}
            onTap={() => onGive({ kind: 'percent', basisPoints: preset })}
          >
            {discountWords({ kind: 'percent', basisPoints: preset })}
          </Button>
        ))}
      </div>
      <Readout
        name={t('discount.percentOff')}
        value={typed === '' ? '0%' : `${typed}%`}
        isEmpty={typed === ''}
      />
      <Keypad corner="." onKey={onKey} />
      <div class="next-row">
        <TakeBack current={current} onGive={onGive} />
        <Button
          looks="primary"
          isDisabled={basisPoints === 0}
          onTap={() => onGive({ kind: 'percent', basisPoints })}
        >
          {basisPoints === 0
            ? t('discount.give')
            : t('discount.giveThis', { discount: discountWords({ kind: 'percent', basisPoints }) })}
        </Button>
      </div>
    </>
  );
}

function Money(props: {
  readonly current: Discount | null;
  readonly ofMinor: number;
  readonly onGive: Give;
}) {
  const { current, ofMinor, onGive } = props;
  const amount = useAmount();
  const isTooMuch = amount.minor > ofMinor;
  return (
    <>
      <Readout
        name={t('discount.amountOff')}
        value={amount.isEmpty ? money(0) : amount.shown}
        isEmpty={amount.isEmpty}
      />
      <Keypad corner={amount.corner} onKey={amount.press} />
      <div class="next-row">
        <TakeBack current={current} onGive={onGive} />
        <Button
          looks="primary"
          isDisabled={amount.minor === 0 || isTooMuch}
          onTap={() => onGive({ kind: 'amount', amountMinor: amount.minor })}
        >
          {isTooMuch ? t('discount.tooMuch', { maximum: money(ofMinor) }) : t('discount.give')}
        </Button>
      </div>
    </>
  );
}

function TakeBack(props: { readonly current: Discount | null; readonly onGive: Give }) {
  const { current, onGive } = props;
  if (!current) return null;
  return (
    <Button icon="undo" onTap={() => onGive(null)}>
      {t('discount.none', { discount: discountWords(current) })}
    </Button>
  );
}
