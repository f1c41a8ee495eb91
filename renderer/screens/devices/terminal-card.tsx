import type { TillSnapshot } from '../../../main/contract/snapshots.ts';
import { Button } from '../../parts/button.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { act, sheet } from '../../state.ts';
import { t } from '../../text.ts';
import { type Language, languages } from '../frame/languages.ts';
import { Plate } from './plate.tsx';

/** How the terminal speaks and looks, and its two ways out, which need a manager. */
export function TerminalCard({ till }: { readonly till: TillSnapshot }) {
  const leave = (command: 'terminal.sign-out' | 'terminal.reset') => () => {
    sheet.value = { kind: 'terminal', command };
  };
  return (
    <Plate
      title={`${t('terminal.title')} · ${till.terminalNumber}`}
      icon="device"
      isWide
      foot={
        <>
          <Button onTap={leave('terminal.sign-out')}>{t('terminal.signOut')}</Button>
          <Button looks="danger" onTap={leave('terminal.reset')}>
            {t('terminal.reset')}
          </Button>
        </>
      }
    >
      <p class="soft">{t('menu.language')}</p>
      <Tabs<Language>
        label={t('menu.language')}
        value={till.language}
        options={languages}
        onChoose={(language) => void act('settings.language', { language })}
      />
      <p class="soft">{t('menu.theme')}</p>
      <Tabs
        label={t('menu.theme')}
        value={till.theme}
        options={[
          { value: 'light', words: t('theme.light') },
          { value: 'dark', words: t('theme.dark') },
        ]}
        onChoose={(theme) => void act('settings.theme', { theme })}
      />
      <p class="soft">{t('terminal.explained')}</p>
    </Plate>
  );
}
