import type { ComponentChildren } from 'preact';
import { t } from '../text.ts';
import { Button } from './button.tsx';
import { Icon, type IconName } from './icon.tsx';
import './card.css';

export type CardKind = 'refused' | 'attention' | 'information';

const icons: Record<CardKind, IconName> = {
  refused: 'alert',
  attention: 'alert',
  information: 'check',
};

/** A quiet card: what happened, what to do, and a way to put it away. */
export function Card(props: {
  readonly kind: CardKind;
  readonly what: string;
  readonly todo: string | null;
  readonly onDismiss?: () => unknown;
  readonly children?: ComponentChildren;
}) {
  return (
    <div class={`card ${props.kind}`} role={props.kind === 'information' ? 'status' : 'alert'}>
      <Icon name={icons[props.kind]} />
      <div class="said">
        <p class="what">{props.what}</p>
        {props.todo && <p>{props.todo}</p>}
      </div>
      {props.children}
      {props.onDismiss && (
        <Button looks="quiet" icon="close" label={t('action.dismiss')} onTap={props.onDismiss} />
      )}
    </div>
  );
}
