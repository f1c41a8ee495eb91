import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { t } from '../../text.ts';
import { add } from './add.ts';
import { search } from './search-state.ts';

/** Finds goods by name, pinyin initials or code; a keyboard types into it, a finger gets letters. */
export function SearchBox() {
  const chooseFirst = (event: KeyboardEvent) => {
    const first = search.found.value?.[0];
    if (event.key === 'Enter' && first) add(first);
    if (event.key === 'Escape') search.clear();
  };
  return (
    <search class="search-box">
      <Icon name="search" />
      <input
        type="text"
        inputMode="none"
        autocomplete="off"
        spellcheck={false}
        maxLength={60}
        aria-label={t('search.label')}
        placeholder={t('search.hint')}
        value={search.text.value}
        onInput={(event) => {
          search.text.value = event.currentTarget.value;
        }}
        onPointerDown={() => {
          search.isOpen.value = true;
        }}
        onKeyDown={chooseFirst}
      />
      {(search.text.value !== '' || search.isOpen.value) && (
        <Button looks="quiet" icon="close" label={t('search.clear')} onTap={search.clear} />
      )}
    </search>
  );
}
