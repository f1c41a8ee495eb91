import { useState } from 'preact/hooks';
import { t } from '../text.ts';
import { Button } from './button.tsx';
import './text-field.css';

/** Enough for hosts, queues and what one looks for in a trace. */
const rows = ['1234567890', 'qwertyuiop', 'asdfghjkl-', 'zxcvbnm._:'];

/** A field for a keyboard or a finger: a touch on it brings letters up at the foot of the stage. */
export function TextField(props: {
  readonly label: string;
  readonly value: string;
  /** Shows the label above the field, where it says more than the place does. */
  readonly hasLabel?: boolean;
  readonly maxLength: number;
  readonly onChange: (value: string) => void;
}) {
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  const set = (value: string) => props.onChange(value.slice(0, props.maxLength));
  return (
    <div class="text-field">
      {props.hasLabel && <p class="soft">{props.label}</p>}
      <input
        type="text"
        class="mono"
        inputMode="none"
        autocomplete="off"
        spellcheck={false}
        maxLength={props.maxLength}
        aria-label={props.label}
        placeholder={props.hasLabel ? '' : props.label}
        value={props.value}
        onInput={(event) => set(event.currentTarget.value)}
        onPointerDown={() => setOpen(true)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' || event.key === 'Enter') close();
        }}
      />
      {isOpen && (
        <div class="tray">
          <header>
            <p class="soft">{props.label}</p>
            <output class="mono">{props.value}</output>
            <Button
              icon="erase"
              label={t('keypad.erase')}
              onTap={() => set(props.value.slice(0, -1))}
            />
            <Button icon="check" label={t('action.close')} onTap={close} />
          </header>
          <LetterKeys onKey={(letter) => set(props.value + letter)} />
        </div>
      )}
    </div>
  );
}

function LetterKeys({ onKey }: { readonly onKey: (letter: string) => void }) {
  return (
    <fieldset aria-label={t('search.letters')}>
      {rows.map((row) => (
        <div key={row}>
          {Array.from(row, (letter) => (
            <button key={letter} type="button" class="mono" onClick={() => onKey(letter)}>
              {letter}
            </button>
          ))}
        </div>
      ))}
    </fieldset>
  );
}
