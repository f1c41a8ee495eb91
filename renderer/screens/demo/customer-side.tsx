import { signal } from '@preact/signals';
import type { CommandInput } from '../../../main/contract/commands.ts';
import { Button } from '../../parts/button.tsx';
import { Choices } from '../../parts/choices.tsx';
import { act, screen } from '../../state.ts';
import { t, wordFor } from '../../text.ts';

type Scenario = CommandInput<'demo.pay'>['scenario'];

const scenarios: readonly Scenario[] = [
  'paid',
  'password',
  'declined',
  'lost-answer',
  'never',
  'system-error',
];

const wallets = ['wechat', 'alipay', 'unionpay', 'ecny'] as const;

/** Which app the customer opens. */
const wallet = signal<(typeof wallets)[number]>('wechat');

/** The customer's phone, and how the wallet will answer. */
export function CustomerSide() {
  return (
    <section>
      <h3>{t('demo.pay')}</h3>
      {screen.value !== 'pay' && <p class="soft">{t('demo.pay.first')}</p>}
      <Choices
        label={t('demo.wallet')}
        value={wallet.value}
        options={wallets.map((value) => ({ value, words: wordFor('provider', value) }))}
        onChoose={(value) => {
          wallet.value = value;
        }}
      />
      <div class="keys">
        {scenarios.map((scenario) => (
          <Button key={scenario} onTap={() => act('demo.pay', { scenario, wallet: wallet.value })}>
            {t(`demo.pay.${scenario}`)}
          </Button>
        ))}
        <Button class="wide" icon="scanner" onTap={() => act('demo.pay-shown', {})}>
          {t('demo.payShown')}
        </Button>
      </div>
    </section>
  );
}
