import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Keypad } from '../../parts/keypad.tsx';
import { Readout } from '../../parts/readout.tsx';
import type { Amount } from '../../parts/use-amount.ts';
import { act } from '../../state.ts';
import { money, note, t } from '../../text.ts';

/**
 * Cash in the hand. A note that covers what is due ends the sale with one tap;
 * smaller ones count up until they do.
 */
export function Cash(props: {
  readonly cash: Amount;
  readonly dueMinor: number;
  readonly notesMinor: readonly number[];
}) {
  const { cash, dueMinor, notesMinor } = props;
  const take = (minor: number) => {
    const countedMinor = cash.minor + minor;
    if (countedMinor >= dueMinor) void act('pay.cash', { tenderedMinor: countedMinor });
    else cash.set(countedMinor);
  };
  return (
    <section class="way cash" aria-labelledby="cash-title">
      <h2 id="cash-title">
        <Icon name="cash" />
        {t('tender.cash')}
      </h2>
      <div class="notes">
        <Button
          class="exact"
          looks="plain"
          isGuarded
          onTap={() => act('pay.cash', { tenderedMinor: dueMinor })}
        >
          {t('pay.exact', { amount: money(dueMinor) })}
        </Button>
        {notesMinor.map((minor) => (
          <Button key={minor} isGuarded onTap={() => take(minor)}>
            {cash.minor > 0 ? `+ ${note(minor)}` : note(minor)}
            {cash.minor === 0 && minor > dueMinor && (
              <small>{t('pay.change', { change: money(minor - dueMinor) })}</small>
            )}
          </Button>
        ))}
      </div>
      <Readout
        name={t('pay.received')}
        value={cash.isEmpty ? money(0) : cash.shown}
        isEmpty={cash.isEmpty}
      />
      <Keypad corner={cash.corner} onKey={cash.press} />
    </section>
  );
}
