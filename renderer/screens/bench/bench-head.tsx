import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../../parts/button.tsx';
import { t } from '../../text.ts';
import { goTo } from '../devices/place.ts';

/** The head of everything that opens from the overview: where one is, and the way back. */
export function BenchHead(props: {
  readonly title: string;
  readonly children?: ComponentChildren;
}) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <header class="bench-head">
      <Button icon="back" label={t('bench.back')} onTap={() => goTo({ at: 'overview' })} />
      <h1 tabIndex={-1} ref={title}>
        {props.title}
      </h1>
      {props.children}
    </header>
  );
}
