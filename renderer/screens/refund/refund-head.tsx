import type { ComponentChildren } from 'preact';
import { Button } from '../../parts/button.tsx';
import { act } from '../../state.ts';
import { t } from '../../text.ts';

/** Where one is, and the ways out of it. */
export function RefundHead(props: {
  readonly detail: string;
  readonly children: ComponentChildren;
}) {
  return (
    <header>
      <div>
        <h1 data-fit>{t('menu.refund')}</h1>
        <p class="soft">{props.detail}</p>
      </div>
      <div class="header-actions">{props.children}</div>
    </header>
  );
}

export function BackToSale() {
  return (
    <Button icon="back" onTap={() => act('refund.leave', {})}>
      {t('today.back')}
    </Button>
  );
}

/** To the search, for another receipt. */
export function AnotherSale() {
  return (
    <Button icon="search" onTap={() => act('screen.show', { screen: 'refund' })}>
      {t('refund.another')}
    </Button>
  );
}
