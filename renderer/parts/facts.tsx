import type { ComponentChildren } from 'preact';
import './facts.css';

export type Fact = { readonly name: string; readonly value: ComponentChildren };

/** Names and values, one pair a row; the values are what one copies. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  if (facts.length === 0) return null;
  return (
    <dl class="facts">
      {facts.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
