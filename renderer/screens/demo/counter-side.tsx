import type { DemoSnapshot } from '../../../main/contract/snapshots.ts';
import { Button } from '../../parts/button.tsx';
import { act } from '../../state.ts';
import { t } from '../../text.ts';

const cards = ['transit', 'badge', 'tag', 'phone'] as const;
const weights = [0, 485, 1_250] as const;

/** What lies on the counter: the scale, the card reader, and what the customer's display says. */
export function CounterSide({ outside }: { readonly outside: DemoSnapshot }) {
  return (
    <section>
      <h3>{t('demo.scale')}</h3>
      <div class="keys">
        {weights.map((grams) => (
          <Button
            key={grams}
            isPressed={outside.scaleGrams === grams}
            onTap={() => act('demo.scale', { grams })}
          >
            {grams === 0 ? t('demo.scale.empty') : t('demo.scale.grams', { grams })}
          </Button>
        ))}
        <Button
          isPressed={outside.scaleGrams === null}
          onTap={() => act('demo.scale', { grams: null })}
        >
          {t('demo.scale.moving')}
        </Button>
      </div>
      <h3>{t('demo.card')}</h3>
      <div class="keys">
        {cards.map((card) => {
          const isThere = outside.card === card;
          return (
            <Button
              key={card}
              isPressed={isThere}
              onTap={() => act('demo.card', { card: isThere ? null : card })}
            >
              {t(`demo.card.${card}`)}
            </Button>
          );
        })}
      </div>
      <h3>{t('status.display')}</h3>
      <pre class="mono line-display">{outside.display.join('\n')}</pre>
    </section>
  );
}
