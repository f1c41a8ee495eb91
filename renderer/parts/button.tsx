import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { Icon, type IconName } from './icon.tsx';
import './button.css';

/** A tap this soon after the button appeared was meant for what stood there before. */
const settlingMs = 350;

type Looks = 'primary' | 'plain' | 'quiet' | 'danger';

export function Button(props: {
  readonly onTap: () => unknown;
  readonly children?: ComponentChildren;
  readonly looks?: Looks;
  readonly icon?: IconName;
  /** Said by a screen reader when the button shows no words, or too few. */
  readonly label?: string;
  readonly isDisabled?: boolean;
  readonly isPressed?: boolean;
  /** Ignores taps while the screen has just changed under the finger. */
  readonly isGuarded?: boolean;
  readonly class?: string;
}) {
  const appearedAt = useRef(performance.now());
  const tap = () => {
    if (props.isGuarded && performance.now() - appearedAt.current < settlingMs) return;
    void props.onTap();
  };
  return (
    <button
      type="button"
      class={`button ${props.looks ?? 'plain'} ${props.class ?? ''}`}
      onClick={tap}
      disabled={props.isDisabled ?? false}
      aria-label={props.label}
      aria-pressed={props.isPressed}
    >
      {props.icon && <Icon name={props.icon} />}
      {props.children !== undefined && <span class="words">{props.children}</span>}
    </button>
  );
}
