import type { PayWayShown } from '../../../main/contract/payments/snapshot.ts';
import type { TillSnapshot } from '../../../main/contract/snapshots.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { act, sheet } from '../../state.ts';
import { failureWords, money, t, wordFor } from '../../text.ts';
import { OtherWays } from './other-ways.tsx';
import { PhoneToScanner } from './phone-to-scanner.tsx';
import { whyUnavailable } from './why-unavailable.ts';

/** The customer shows a code and it is scanned; nothing to press. Other ways stand below. */
export function ScanToPay({ till }: { readonly till: TillSnapshot }) {
  const { splitMinor, ways } = till;
  const scanned = ways.filter(({ way }) => way === 'presented');
  const isOff = !scanned.some(({ isAvailable }) => isAvailable);
  return (
    <section class="way scan" aria-labelledby="scan-title">
      <h2 id="scan-title">
        <Icon name="wallet" />
        {t('scan.title')}
      </h2>
      {isOff ? (
        <Unavailable first={scanned[0]} />
      ) : (
        <Invitation till={till} broken={scanned.filter(({ isAvailable }) => !isAvailable)} />
      )}
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
      <div class="ways-foot">
        <OtherWays ways={ways} />
        <Button
          isDisabled={ways.length === 0}
          onTap={() => {
            sheet.value = { kind: 'split' };
          }}
        >
          {t('scan.split')}
        </Button>
        <Button
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

function Invitation(props: {
  readonly till: TillSnapshot;
  readonly broken: readonly PayWayShown[];
}) {
  const { store, status, ways } = props.till;
  const merchant = ways[0]?.merchant ?? '';
  return (
    <div class="invitation">
      <PhoneToScanner />
      <p class="todo">{t('scan.todo')}</p>
      <p class="soft">{store.wallets.map((wallet) => wordFor('provider', wallet)).join(' · ')}</p>
      {merchant !== '' && <p class="soft small">{t('scan.paidTo', { merchant })}</p>}
      {props.broken.map((way) => (
        <p key={way.accountId} class="alarm">
          {t('way.broken', {
            provider: wordFor('provider', way.provider),
            why: whyUnavailable(way),
          })}
        </p>
      ))}
      {status.scanner.health === 'off' && <p class="alarm">{t('scan.scannerOff')}</p>}
    </div>
  );
}

function Unavailable({ first }: { readonly first: PayWayShown | undefined }) {
  const { what, todo } = failureWords(
    first ? 'payment.provider-unreachable' : 'payment.not-configured',
  );
  return (
    <div class="invitation">
      <p class="todo">{what}</p>
      {first?.hop && <p class="alarm">{whyUnavailable(first)}</p>}
      <p class="soft">{todo}</p>
    </div>
  );
}
