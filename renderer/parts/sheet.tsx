import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { sheet } from '../state.ts';
import { t } from '../text.ts';
import { Button } from './button.tsx';
import './sheet.css';

/** Lies over the stage and leaves the basket, the total and the next step in sight. */
export function Sheet(props: {
  readonly title: string;
  readonly children: ComponentChildren;
  readonly foot?: ComponentChildren;
}) {
  const self = useRef<HTMLElement>(null);
  const close = () => {
    sheet.value = null;
  };
  useEffect(() => {
    const before = document.activeElement;
    self.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <section
      class="sheet"
      role="dialog"
      aria-label={props.title}
      tabIndex={-1}
      ref={self}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
      }}
    >
      <header>
        <h2 data-fit>{props.title}</h2>
        <Button looks="quiet" icon="close" label={t('action.close')} onTap={close} />
      </header>
      <div class="body scroll">{props.children}</div>
      {props.foot && <footer>{props.foot}</footer>}
    </section>
  );
}
