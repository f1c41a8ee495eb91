import { useLayoutEffect } from 'preact/hooks';
import { t } from '../text.ts';
import type { Key } from './digits.ts';
import { Icon } from './icon.tsx';
import './keypad.css';

const digits: readonly Key[] = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

const byKeyboard: Readonly<Record<string, Key>> = {
  ...Object.fromEntries(['0', ...digits].map((digit) => [digit, digit as Key])),
  '.': '.',
  Backspace: 'erase',
};

/** Large digits for a finger; a keyboard's digits do the same while it is shown. */
export function Keypad(props: {
  readonly onKey: (key: Key) => void;
  /** What stands left of the zero. */
  readonly corner: '.' | '00' | null;
  readonly onEnter?: () => unknown;
}) {
  const { onKey, onEnter } = props;
  // Before the next event, not after the paint: a digit typed right after a tap goes where the tap pointed.
  useLayoutEffect(() => {
    const typed = (event: KeyboardEvent) => {
      if (event.target instanceof HTMLInputElement) return;
      const key = byKeyboard[event.key];
      if (key) onKey(key);
      else if (event.key === 'Enter' && event.target === document.body) void onEnter?.();
    };
    window.addEventListener('keydown', typed);
    return () => window.removeEventListener('keydown', typed);
  }, [onKey, onEnter]);
  return (
    <fieldset class="keypad" aria-label={t('keypad.label')}>
      {digits.map((digit) => (
        <KeyCap key={digit} name={digit} onKey={onKey} />
      ))}
      {props.corner ? <KeyCap name={props.corner} onKey={onKey} /> : <span />}
      <KeyCap name="0" onKey={onKey} />
      <KeyCap name="erase" onKey={onKey} />
    </fieldset>
  );
}

function KeyCap({ name, onKey }: { readonly name: Key; readonly onKey: (key: Key) => void }) {
  const label = name === 'erase' ? t('keypad.erase') : name === '.' ? t('keypad.point') : name;
  return (
    <button type="button" aria-label={label} onClick={() => onKey(name)}>
      {name === 'erase' ? <Icon name="erase" size={28} /> : name}
    </button>
  );
}
