export type Health = 'ready' | 'attention' | 'off' | 'none';

const shapes: Record<Health, string> = {
  ready: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2Z',
  attention: 'M8 1.5 15.5 14.5H.5Z',
  off: 'M3 1 8 6l5-5 2 2-5 5 5 5-2 2-5-5-5 5-2-2 5-5-5-5Z',
  none: 'M2 6.5h12v3H2Z',
};

/** A state as a shape: round is well, a triangle wants a look, a cross is off, a dash is not there. */
export function Mark({ health }: { readonly health: Health }) {
  return (
    <svg class={`mark ${health}`} width="12" height="12" viewBox="0 0 16 16" aria-hidden="true">
      <path d={shapes[health]} fill="currentColor" />
    </svg>
  );
}
