import type { QueryOutput } from '../../../main/contract/queries.ts';
import type { TillSnapshot } from '../../../main/contract/snapshots.ts';
import { Button } from '../../parts/button.tsx';
import { useAnswer } from '../../parts/use-answer.ts';
import { act, now, sheet } from '../../state.ts';
import { t } from '../../text.ts';
import { Stage } from '../frame/stage.tsx';
import { AccountCard } from './account-card.tsx';
import { type Merchant, merchantsOf } from './standing.ts';
import './accounts.css';

/** That a key is waited for no longer is pushed by nobody: it is asked for this often. */
const askAgainMs = 5_000;

/** Where the shop's money goes, and whether it can go there. */
export function Accounts({ till }: { readonly till: TillSnapshot }) {
  const turn = Math.floor(now.value / askAgainMs);
  const list = useAnswer('account.list', {}, `${till.revision} ${turn}`);
  return (
    <main class="screen whole">
      <Stage class="accounts">
        <header>
          <h1>{t('accounts.title')}</h1>
          <div class="header-actions">
            <Button icon="back" onTap={() => act('screen.show', { screen: 'sale' })}>
              {t('today.back')}
            </Button>
          </div>
        </header>
        {list === null ? (
          <p role="status">{t('accounts.loading')}</p>
        ) : (
          <Merchants list={list} canSwitch={till.staff?.role === 'manager'} />
        )}
      </Stage>
    </main>
  );
}

function Merchants(props: {
  readonly list: QueryOutput<'account.list'>;
  readonly canSwitch: boolean;
}) {
  const { accounts, activeMerchantId } = props.list;
  if (accounts.length === 0) return <p>{t('accounts.none')}</p>;
  const merchants = merchantsOf(accounts, activeMerchantId);
  const active = merchants.find(({ merchantId }) => merchantId === activeMerchantId) ?? null;
  return (
    <div class="merchants scroll">
      {active === null && <p class="paid nobody">{t('accounts.paidNobody')}</p>}
      {merchants.map((merchant) => (
        <section key={merchant.merchantId} aria-label={merchant.name}>
          <header class={merchant === active ? 'paid' : ''}>
            <div>
              <p class="soft">{t(merchant === active ? 'accounts.paid' : 'accounts.unpaid')}</p>
              <h2>{merchant.name}</h2>
            </div>
            {merchant !== active && props.canSwitch && <SwitchButton from={active} to={merchant} />}
          </header>
          <div class="cards">
            {merchant.accounts.map((account) => (
              <AccountCard key={account.accountId} account={account} />
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}

function SwitchButton(props: { readonly from: Merchant | null; readonly to: Merchant }) {
  const { merchantId, name } = props.to;
  return (
    <Button
      icon="wallet"
      onTap={() => {
        sheet.value = {
          kind: 'switch-merchant',
          merchantId,
          to: name,
          from: props.from?.name ?? '',
        };
      }}
    >
      {t('accounts.switch', { merchant: name })}
    </Button>
  );
}
