import type { CommandInput } from '../../../main/contract/commands.ts';
import { Button } from '../../parts/button.tsx';
import { act, screen } from '../../state.ts';
import { t } from '../../text.ts';

type Scenario = CommandInput<'demo.pay'>['scenario'];

const scenarios: readonly Scenario[] = [
  'paid',
  'password',
  'declined',
  'lost-answer',
  'never',
  'system-error',
];

/** The customer's phone, and how the wallet will answer. */
export function CustomerSide() {
  return (
    <section>
      <h3>{t('demo.pay')}</h3>
      {screen.value !== 'pay' && <p class="soft">{t('demo.pay.first')}</p>}
      <div class="keys">
        {scenarios.map((scenario) => (
          <Button key={scenario} onTap={() => act('demo.pay', { scenario })}>
            {t(`demo.pay.${scenario}`)}
          </Button>
        ))}
      </div>
    </section>
  );
}
