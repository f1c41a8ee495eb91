import type { CodeAsked } from '../../../main/contract/payments/snapshot.ts';
import { Button } from '../../parts/button.tsx';
import { act } from '../../state.ts';
import { money, t, wordFor } from '../../text.ts';
import './asked-code.css';

/** What main wants to know about a code that was just scanned. It goes away by itself with the code. */
export function AskedCode({ ask }: { readonly ask: CodeAsked }) {
  const { askId, kind, hint, amountMinor, wallets } = ask;
  const isKnown = kind === 'confirm-amount';
  return (
    <section class="asked-code" role="alertdialog" aria-label={t(`ask.${kind}`)}>
      <h2>{t(`ask.${kind}`)}</h2>
      <p class="amount">{money(amountMinor)}</p>
      <p class="soft">{t(`ask.${kind}.explained`, { hint })}</p>
      <div class="answers">
        {wallets.map((wallet) => (
          <Button
            key={wallet}
            looks={isKnown ? 'primary' : 'plain'}
            isGuarded
            onTap={() => act('pay.choose', { askId, wallet })}
          >
            {isKnown
              ? t('ask.charge', { wallet: wordFor('provider', wallet) })
              : wordFor('provider', wallet)}
          </Button>
        ))}
        <Button isGuarded onTap={() => act('pay.choose', { askId, wallet: null })}>
          {t(isKnown ? 'ask.putAway' : 'ask.noPaymentCode')}
        </Button>
      </div>
    </section>
  );
}
