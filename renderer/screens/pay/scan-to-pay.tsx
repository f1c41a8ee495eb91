import type { TillSnapshot } from '../../../main/contract/snapshots.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { act, sheet } from '../../state.ts';
import { failureWords, money, t, wordFor } from '../../text.ts';
import { PhoneToScanner } from './phone-to-scanner.tsx';

/** The customer shows a code and it is scanned; nothing to press. */
export function ScanToPay({ till }: { readonly till: TillSnapshot }) {
  const { splitMinor, store, status } = till;
  const isOff = store.wallets.length === 0 || status.wallet.health === 'off';
  return (
    <section class="way scan" aria-labelledby="scan-title">
      <h2 id="scan-title">
        <Icon name="wallet" />
        {t('scan.title')}
      </h2>
      {isOff ? <Unavailable hasWallets={store.wallets.length > 0} /> : <Invitation till={till} />}
      <div class="ways-foot">
        {splitMinor !== null && (
          <p class="split">
            {t('scan.takes', { amount: money(splitMinor) })}
            <Button
              looks="quiet"
              icon="close"
              label={t('scan.takeAll')}
              onTap={() => act('pay.split', { amountMinor: null })}
            />
          </p>
        )}
        <Button
          icon="discount"
          isDisabled={isOff}
          onTap={() => {
            sheet.value = { kind: 'split' };
          }}
        >
          {t('scan.split')}
        </Button>
        <Button
          icon="keyboard"
          isDisabled={isOff}
          onTap={() => {
            sheet.value = { kind: 'type-code' };
          }}
        >
          {t('scan.type')}
        </Button>
      </div>
    </section>
  );
}

function Invitation({ till }: { readonly till: TillSnapshot }) {
  const { wallets } = till.store;
  return (
    <div class="invitation">
      <PhoneToScanner />
      <p class="todo">{t('scan.todo')}</p>
      <p class="soft">{wallets.map((wallet) => wordFor('provider', wallet)).join(' · ')}</p>
      {till.status.scanner.health === 'off' && <p class="alarm">{t('scan.scannerOff')}</p>}
    </div>
  );
}

function Unavailable({ hasWallets }: { readonly hasWallets: boolean }) {
  const { what, todo } = failureWords(
    hasWallets ? 'payment.provider-unreachable' : 'payment.not-configured',
  );
  return (
    <div class="invitation">
      <p class="todo">{what}</p>
      <p class="soft">{todo}</p>
    </div>
  );
}
