import { Button } from '../../parts/button.tsx';
import { act, now, sheet } from '../../state.ts';
import { date, t } from '../../text.ts';
import { Sign } from '../devices/state-marks.tsx';
import { type KeyShown, keyStanding } from './standing.ts';

/** A key: that it is there, which one, and the ways to bring another in. Never what is in it. */
export function AccountKey(props: { readonly accountId: string; readonly shown: KeyShown }) {
  const { accountId } = props;
  const { key, fingerprint, setAt, expiresAt, isListening } = props.shown;
  const name = t(`accountKey.${key}`);
  const { health, words } = keyStanding(props.shown, now.value);
  const dates = [
    ...(setAt === null ? [] : [`${t('accountKey.since')} ${date(setAt)}`]),
    ...(expiresAt === null ? [] : [`${t('accountKey.expires')} ${date(expiresAt)}`]),
  ];
  const listen = (isOn: boolean) =>
    act('account.listen-key', { accountId, key: isOn ? key : null });
  return (
    <section class="key" aria-label={name}>
      <h4>{name}</h4>
      <Sign health={health} words={words} />
      {fingerprint !== null && (
        <p class="soft">
          {t('accountKey.fingerprint')} <span class="mono">{fingerprint}</span>
        </p>
      )}
      {dates.length > 0 && <p class="soft">{dates.join(' · ')}</p>}
      {isListening ? (
        <div class="listening" role="status">
          <p>{t('accountKey.listening')}</p>
          <Button icon="stop" onTap={() => listen(false)}>
            {t('accountKey.stop')}
          </Button>
        </div>
      ) : (
        <div class="ways-in">
          <Button
            icon="page"
            label={`${t('accountKey.fromFile')}: ${name}`}
            onTap={() => {
              sheet.value = { kind: 'key-file', accountId, keyName: key };
            }}
          >
            {t('accountKey.fromFile')}
          </Button>
          <Button
            icon="scanner"
            label={`${t('accountKey.scan')}: ${name}`}
            onTap={() => listen(true)}
          >
            {t('accountKey.scan')}
          </Button>
        </div>
      )}
    </section>
  );
}
