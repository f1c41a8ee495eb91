import { useState } from 'preact/hooks';
import type { DeskShown } from '../../../main/contract/payments/queries.ts';
import type { TillSnapshot } from '../../../main/contract/snapshots.ts';
import { currencyDecimals } from '../../format.ts';
import { Button } from '../../parts/button.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useAnswer } from '../../parts/use-answer.ts';
import { act, now } from '../../state.ts';
import { clock, locale, t, wordFor } from '../../text.ts';
import { DoubtRows } from './doubt-rows.tsx';
import { LookUps } from './look-ups.tsx';
import { searchOf } from './search-of.ts';

/** Longer than any provider's number (payment-facts 2: 32 characters; card receipts are shorter). */
const numberMaximum = 64;

/** The customer says that he has paid: by what stands on the phone it is looked for, here and there. */
export function CustomerSays(props: {
  readonly till: TillSnapshot;
  readonly lookUps: DeskShown['lookUps'];
}) {
  const { till, lookUps } = props;
  const [number, setNumber] = useState('');
  const [amount, setAmount] = useState('');
  const [time, setTime] = useState('');
  const minute = Math.floor(now.value / 60_000) * 60_000;
  const search = searchOf(
    { number, amount, time },
    { decimals: currencyDecimals(locale.value), clock: clock(minute), minuteAt: minute },
  );
  const rows = useAnswer('desk.search', search, till.revision);
  const providerRef = number.trim();
  return (
    <>
      <div class="says">
        <TextField
          hasLabel
          label={t('desk.says.number')}
          value={number}
          maxLength={numberMaximum}
          onChange={setNumber}
        />
        <TextField
          hasLabel
          label={t('desk.says.amount')}
          value={amount}
          maxLength={12}
          onChange={setAmount}
        />
        <TextField
          hasLabel
          label={t('desk.says.time')}
          value={time}
          maxLength={5}
          onChange={setTime}
        />
      </div>
      <div class="ask-provider">
        <p class="soft">{t('desk.lookUp.explained')}</p>
        {accountsOf(till).map(({ accountId, provider }) => (
          <Button
            key={accountId}
            icon="world"
            isDisabled={providerRef === ''}
            onTap={() => act('desk.look-up', { accountId, providerRef })}
          >
            {t('desk.lookUp', { provider: wordFor('provider', provider) })}
          </Button>
        ))}
      </div>
      <div class="doubts scroll" tabIndex={-1}>
        <LookUps lookUps={lookUps} ways={till.ways} />
        {search === null && lookUps.length === 0 && (
          <p class="nothing soft">{t('desk.says.explained')}</p>
        )}
        {search !== null && rows && <DoubtRows rows={rows} none={t('desk.says.none')} />}
      </div>
    </>
  );
}

/** The accounts that can be asked: a printed code has nobody behind it, a card terminal no bill. */
function accountsOf({ ways }: TillSnapshot) {
  const byId = new Map(
    ways
      .filter(({ provider }) => provider !== 'static' && provider !== 'card')
      .map((way) => [way.accountId, way]),
  );
  return [...byId.values()];
}
