import type { ComponentChildren } from 'preact';
import { Button } from '../../parts/button.tsx';
import type { IconName } from '../../parts/icon.tsx';

/** A thing to do on the bench: what it is called, what it will do, the key that does it, what came of it. */
export function StepRow(props: {
  readonly name: string;
  readonly explained: string;
  readonly go: string;
  readonly icon?: IconName;
  readonly looks?: 'plain' | 'danger';
  readonly isDisabled?: boolean;
  readonly onTap: () => unknown;
  readonly children?: ComponentChildren;
}) {
  return (
    <section class="step-row" aria-label={props.name}>
      <div>
        <h3>{props.name}</h3>
        <p class="soft">{props.explained}</p>
      </div>
      <Button
        {...(props.icon ? { icon: props.icon } : {})}
        looks={props.looks ?? 'plain'}
        label={`${props.go}: ${props.name}`}
        isDisabled={props.isDisabled ?? false}
        onTap={props.onTap}
      >
        {props.go}
      </Button>
      {props.children}
    </section>
  );
}
