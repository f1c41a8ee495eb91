import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from '../../parts/icon.tsx';
import { type Health, Mark } from '../frame/mark.tsx';

/** One thing of the terminal on the overview; its head opens it where there is more to see. */
export function Plate(props: {
  readonly title: string;
  readonly icon: IconName;
  readonly health?: Health;
  /** What the shape means, where it stands alone. */
  readonly healthWords?: string;
  readonly isWide?: boolean;
  readonly onOpen?: () => void;
  readonly children: ComponentChildren;
  readonly foot?: ComponentChildren;
}) {
  const head = (
    <>
      <Icon name={props.icon} />
      <h3 data-fit>{props.title}</h3>
      {props.health && (
        <span class={`sign ${props.health}`}>
          <Mark health={props.health} />
          {props.healthWords && <span class="unseen">{props.healthWords}</span>}
        </span>
      )}
    </>
  );
  return (
    <section class={props.isWide ? 'plate wide' : 'plate'} aria-label={props.title}>
      {props.onOpen ? (
        <button type="button" class="head" onClick={props.onOpen}>
          {head}
          <Icon name="forward" size={20} />
        </button>
      ) : (
        <div class="head">{head}</div>
      )}
      <div class="body">{props.children}</div>
      {props.foot && <footer>{props.foot}</footer>}
    </section>
  );
}
