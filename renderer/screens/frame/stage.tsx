import type { ComponentChildren } from 'preact';
import { till } from '../../state.ts';
import { AskedCode } from '../pay/asked-code.tsx';
import { OpenSheet } from '../sheets.tsx';
import { Notices } from './notices.tsx';

/** The side of the screen with the work: what it holds, an open sheet over it, quiet cards at its foot. */
export function Stage(props: { readonly class: string; readonly children: ComponentChildren }) {
  return (
    <section class={`stage ${props.class}`}>
      {props.children}
      <OpenSheet />
      {till.value?.ask && <AskedCode key={till.value.ask.askId} ask={till.value.ask} />}
      {till.value && <Notices till={till.value} />}
    </section>
  );
}
