import type { paymentScreens } from '../../../main/contract/payments/names.ts';
import type { StaffShown } from '../../../main/contract/snapshots.ts';
import { Button } from '../../parts/button.tsx';
import type { IconName } from '../../parts/icon.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { act, sheet, till } from '../../state.ts';
import { t } from '../../text.ts';
import { type Language, languages } from './languages.ts';
import './menu-sheet.css';

type MoneyScreen = {
  readonly screen: (typeof paymentScreens)[number];
  readonly icon: IconName;
  /** As main lets them see it. */
  readonly roles: readonly StaffShown['role'][];
};

/** The screens of money beside the sale. */
const moneyScreens: readonly MoneyScreen[] = [
  { screen: 'refund', icon: 'refund', roles: ['cashier', 'manager'] },
  { screen: 'desk', icon: 'alert', roles: ['cashier', 'manager'] },
  { screen: 'reconcile', icon: 'list', roles: ['manager'] },
  { screen: 'accounts', icon: 'wallet', roles: ['manager', 'technician'] },
];

/** What is done seldom: the drawer, the shift's end, leaving, how the screen looks. */
export function MenuSheet() {
  const shown = till.value;
  if (!shown) return null;
  const isIdle = shown.screen !== 'pay';
  return (
    <Sheet title={t('menu.title')}>
      {shown.staff && (
        <div class="menu">
          {shown.shift && (
            <>
              <Button
                icon="drawer"
                onTap={() => {
                  sheet.value = { kind: 'drawer' };
                }}
              >
                {t('menu.drawer')}
              </Button>
              <Button
                icon="cash"
                isDisabled={!isIdle}
                onTap={() => act('screen.show', { screen: 'shift-close' })}
              >
                {t('menu.closeShift')}
              </Button>
            </>
          )}
          {moneyScreens
            .filter(({ roles }) => shown.staff && roles.includes(shown.staff.role))
            .map(({ screen, icon }) => (
              <Button
                key={screen}
                icon={icon}
                isDisabled={!isIdle}
                onTap={() => act('screen.show', { screen })}
              >
                {t(`menu.${screen}`)}
              </Button>
            ))}
          <Button icon="leave" isDisabled={!isIdle} onTap={() => act('access.sign-out', {})}>
            {t('menu.signOut')}
          </Button>
        </div>
      )}
      <h3>{t('menu.language')}</h3>
      <Tabs<Language>
        label={t('menu.language')}
        value={shown.language}
        options={languages}
        onChoose={(language) => void act('settings.language', { language })}
      />
      <h3>{t('menu.theme')}</h3>
      <Tabs
        label={t('menu.theme')}
        value={shown.theme}
        options={[
          { value: 'light', words: t('theme.light') },
          { value: 'dark', words: t('theme.dark') },
        ]}
        onChoose={(theme) => void act('settings.theme', { theme })}
      />
    </Sheet>
  );
}
