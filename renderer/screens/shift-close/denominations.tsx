import { useCallback, useState } from 'preact/hooks';
import type { Key } from '../../parts/digits.ts';
import { press, toSteps } from '../../parts/digits.ts';
import { Keypad } from '../../parts/keypad.tsx';
import { money, note, t } from '../../text.ts';

/** How many pieces of each face value, by its minor units. */
export type Counts = Readonly<Record<string, number>>;

/** Notes and coins of the fifth series that are in use, largest first. */
const faces: Readonly<Record<string, readonly number[]>> = {
  CNY: [10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10],
};

export function denominationsOf(currency: string): readonly number[] {
  return faces[currency] ?? [];
}

export function countedMinor(counts: Counts): number {
  return Object.entries(counts).reduce((sum, [face, pieces]) => sum + Number(face) * pieces, 0);
}

/** Choose a note or coin, type how many there are. */
export function Denominations(props: {
  readonly faces: readonly number[];
  readonly counts: Counts;
  readonly onChange: (update: (counts: Counts) => Counts) => void;
}) {
  const { counts, onChange } = props;
  const [face, setFace] = useState(props.faces[0] ?? 0);
  const onKey = useCallback(
    (key: Key) =>
      onChange((before) => {
        const typed = press(String(before[face] ?? ''), key, { decimals: 0, maximum: 9_999 });
        const { [face]: _, ...others } = before;
        return typed === '' ? others : { ...others, [face]: toSteps(typed, 0) };
      }),
    [face, onChange],
  );
  return (
    <div class="denominations">
      <ul>
        {props.faces.map((minor) => (
          <li key={minor}>
            <button type="button" aria-pressed={minor === face} onClick={() => setFace(minor)}>
              <span class="face">{note(minor)}</span>
              <span class="pieces">{t('shiftClose.times', { count: counts[minor] ?? 0 })}</span>
              <span class="makes">{money(minor * (counts[minor] ?? 0))}</span>
            </button>
          </li>
        ))}
      </ul>
      <Keypad corner="00" onKey={onKey} />
    </div>
  );
}
