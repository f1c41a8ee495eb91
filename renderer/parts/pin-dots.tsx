import { limits } from '../../main/contract/limits.ts';
import { t } from '../text.ts';
import './pin-dots.css';

/** How many digits have been typed, and never which. */
export function PinDots({ typed }: { readonly typed: number }) {
  const places = Math.max(limits.pinDigitsMin, typed);
  return (
    <div class="pin-dots" role="img" aria-label={t('pin.typed', { count: typed })}>
      {Array.from({ length: places }, (_, place) => (
        <span key={place} class={place < typed ? 'filled' : ''} />
      ))}
    </div>
  );
}
