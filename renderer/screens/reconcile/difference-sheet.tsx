import { useState } from 'preact/hooks';
import type { CommandInput } from '../../../main/contract/commands.ts';
import type { DifferenceShown } from '../../../main/contract/payments/queries.ts';
import { Button } from '../../parts/button.tsx';
import { Choices } from '../../parts/choices.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { act, actAndClose } from '../../state.ts';
import { dayAndClock, money, t } from '../../text.ts';

type Resolution = CommandInput<'reconcile.settle'>['resolution'];

const resolutions: readonly Resolution[] = [
  'found-later',
  'refunded',
  'attached',
  'claimed',
  'written-off',
];
const reasons = ['console', 'customer', 'ours', 'theirs'] as const;
/** As long as the contract takes. */
const reasonCharacters = 200;

/** Notes what became of a difference; the money itself is moved elsewhere. */
export function DifferenceSheet({ difference }: { readonly difference: DifferenceShown }) {
  const { differenceId, of, kind } = difference;
  const [resolution, setResolution] = useState(difference.resolution);
  const [reason, setReason] = useState(difference.reason ?? '');
  const ready = reasons.map((one) => t(`difference.reason.${one}`));
  const isWhole = resolution !== null && reason.trim() !== '';
  const settle = () =>
    resolution && actAndClose('reconcile.settle', { differenceId, resolution, reason });
  return (
    <Sheet
      title={t('difference.title')}
      foot={
        <>
          {difference.attemptId !== null && (
            <Button icon="search" onTap={() => act('screen.show', { screen: 'desk' })}>
              {t('difference.toDesk')}
            </Button>
          )}
          <Button looks="primary" isDisabled={!isWhole} onTap={settle}>
            {t('difference.settle')}
          </Button>
        </>
      }
    >
      <div class="difference-facts">
        <p class="what">{t(`difference.${of}.${kind}`)}</p>
        <Facts facts={factsOf(difference)} />
      </div>
      <Choices
        label={t('difference.resolution')}
        value={resolution}
        options={resolutions.map((value) => ({ value, words: t(`resolution.${value}`) }))}
        onChoose={setResolution}
      />
      <Choices
        label={t('reason.label')}
        value={reason}
        options={ready.map((words) => ({ value: words, words }))}
        onChoose={setReason}
      />
      <TextField
        label={t('difference.ownWords')}
        value={ready.includes(reason) ? '' : reason}
        maxLength={reasonCharacters}
        onChange={setReason}
      />
      <p class="soft">{t('difference.explained')}</p>
    </Sheet>
  );
}

function factsOf(difference: DifferenceShown) {
  const { oursMinor, theirsMinor, orderNumber, providerRef, at } = difference;
  const facts = [
    ['reconcile.ours', oursMinor === null ? '—' : money(oursMinor)],
    ['reconcile.theirs', theirsMinor === null ? '—' : money(theirsMinor)],
    ['difference.order', orderNumber],
    ['difference.theirNumber', providerRef ?? ''],
    ['difference.at', at === null ? '' : dayAndClock(at)],
  ] as const;
  return facts.flatMap(([name, value]) =>
    value === '' ? [] : [{ name: t(name), value: <span class="mono">{value}</span> }],
  );
}
