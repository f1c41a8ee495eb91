import { Icon } from '../../parts/icon.tsx';
import { t } from '../../text.ts';
import { search } from './search-state.ts';
import './letters.css';

const rows = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

/** Letters for a finger: pinyin initials and codes need no more. */
export function Letters() {
  return (
    <fieldset class="letters" aria-label={t('search.letters')}>
      {rows.map((row, place) => (
        <div key={row}>
          {Array.from(row, (letter) => (
            <button
              key={letter}
              type="button"
              onClick={() => {
                search.text.value += letter;
              }}
            >
              {letter.toUpperCase()}
            </button>
          ))}
          {place === rows.length - 1 && (
            <button
              type="button"
              class="wide"
              aria-label={t('keypad.erase')}
              onClick={() => {
                search.text.value = search.text.value.slice(0, -1);
              }}
            >
              <Icon name="erase" />
            </button>
          )}
        </div>
      ))}
    </fieldset>
  );
}
