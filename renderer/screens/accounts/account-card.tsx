import type { AccountShown } from '../../../main/contract/payments/queries.ts';
import { Button } from '../../parts/button.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { act, now } from '../../state.ts';
import { clock, failureWords, t, wordFor } from '../../text.ts';
import { Plate } from '../devices/plate.tsx';
import { Sign } from '../devices/state-marks.tsx';
import type { Health } from '../frame/mark.tsx';
import { AccountKey } from './account-key.tsx';
import { accountStanding } from './standing.ts';

type Shown = { readonly account: AccountShown };

/** One account with a provider: who it is, whether it works, its keys as far as they may be shown. */
export function AccountCard({ account }: Shown) {
  const { accountId, provider, keys, failure, isOffered } = account;
  const { health, words } = accountStanding(account, now.value);
  return (
    <Plate title={wordFor('provider', provider)} icon="wallet" health={health}>
      <p class="signs">
        <Sign health={health} words={words} />
      </p>
      {failure && <p class="soft">{failureWords(failure).todo}</p>}
      <Identity account={account} />
      <section class="keys">
        {keys.length === 0 && <p class="soft">{t('accountKey.none')}</p>}
        {keys.map((key) => (
          <AccountKey key={key.key} accountId={accountId} shown={key} />
        ))}
      </section>
      <Test account={account} />
      <div class="offered">
        <p>{t('accounts.offered')}</p>
        <Tabs
          label={t('accounts.offered')}
          value={isOffered ? 'yes' : 'no'}
          options={[
            { value: 'yes', words: t('accounts.offered.yes') },
            { value: 'no', words: t('accounts.offered.no') },
          ]}
          onChoose={(value) =>
            void act('account.set-offered', { accountId, isOffered: value === 'yes' })
          }
        />
      </div>
    </Plate>
  );
}

function Identity({ account }: Shown) {
  const { merchantNumber, terminalNumber, origin } = account;
  const facts = [
    ['accounts.merchantNumber', merchantNumber === '' ? null : merchantNumber],
    ['accounts.terminalNumber', terminalNumber],
    ['accounts.origin', origin],
  ] as const;
  return (
    <Facts
      facts={facts.flatMap(([name, value]) =>
        value === null ? [] : [{ name: t(name), value: <span class="mono">{value}</span> }],
      )}
    />
  );
}

const testMarks: Record<NonNullable<AccountShown['test']>['state'], Health> = {
  asking: 'none',
  good: 'ready',
  bad: 'off',
};

/** Asks the provider something harmless; an account with nobody to ask has no test. */
function Test({ account }: Shown) {
  const { accountId, origin, isReady, test } = account;
  if (origin === null) return null;
  return (
    <div class="try">
      <div>
        <p class="soft">{t('accounts.test.explained')}</p>
        {test && (
          <p class="signs" role="status">
            <Sign health={testMarks[test.state]} words={t(`accounts.test.${test.state}`)} />
            <time class="soft">{clock(test.at)}</time>
          </p>
        )}
        {test?.failure && (
          <p>
            {failureWords(test.failure).what}
            <span class="soft"> · {failureWords(test.failure).todo}</span>
          </p>
        )}
      </div>
      <Button
        icon="play"
        isDisabled={!isReady || test?.state === 'asking'}
        onTap={() => act('account.test', { accountId })}
      >
        {t('accounts.test')}
      </Button>
    </div>
  );
}
