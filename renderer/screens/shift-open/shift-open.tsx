import type { TillSnapshot } from '../../../main/contract/snapshots.ts';
import { Button } from '../../parts/button.tsx';
import { Keypad } from '../../parts/keypad.tsx';
import { Readout } from '../../parts/readout.tsx';
import { useAmount } from '../../parts/use-amount.ts';
import { act } from '../../state.ts';
import { money, note, t } from '../../text.ts';
import { Stage } from '../frame/stage.tsx';
import './shift-open.css';

const quickFloatsMinor = [0, 10_000, 20_000, 30_000, 50_000, 100_000];

/** How much change lies in the drawer before the first sale. */
export function ShiftOpen({ till }: { readonly till: TillSnapshot }) {
  const float = useAmount();
  const open = () => act('shift.open', { floatMinor: float.minor });
  return (
    <main class="screen">
      <Stage class="shift-open">
        <header>
          <h1>{t('shiftOpen.title', { name: till.staff?.name ?? '' })}</h1>
          <p class="soft">{t('shiftOpen.explained')}</p>
        </header>
        <h2>{t('shiftOpen.quick')}</h2>
        <div class="floats">
          {quickFloatsMinor.map((minor) => (
            <Button
              key={minor}
              isPressed={!float.isEmpty && float.minor === minor}
              onTap={() => float.set(minor)}
            >
              {note(minor)}
            </Button>
          ))}
        </div>
      </Stage>
      <aside class="column" aria-label={t('shiftOpen.float')}>
        <div class="pin-side">
          <Readout
            name={t('shiftOpen.float')}
            value={float.isEmpty ? money(0) : float.shown}
            isEmpty={float.isEmpty}
          />
          <Keypad corner={float.corner} onKey={float.press} />
        </div>
        <div class="foot">
          <Button class="next" looks="primary" isGuarded isDisabled={float.isEmpty} onTap={open}>
            {t('shiftOpen.go')}
          </Button>
        </div>
      </aside>
    </main>
  );
}
