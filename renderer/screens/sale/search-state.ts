import { effect, signal } from '@preact/signals';
import type { ItemTile } from '../../../main/contract/queries.ts';
import { ask } from '../../bridge.ts';
import { sheet } from '../../state.ts';

const text = signal('');
const found = signal<readonly ItemTile[] | null>(null);
const isOpen = signal(false);

let asked = 0;

/** Each letter asks anew; only the answer to the last one is shown. */
effect(() => {
  const wanted = text.value.trim();
  asked += 1;
  const mine = asked;
  if (wanted === '') {
    found.value = null;
    return;
  }
  void ask('catalogue.search', { text: wanted }).then((answer) => {
    if (mine === asked && answer.ok) found.value = answer.value;
  });
});

/** The search that stands over the tiles. */
export const search = {
  text,
  found,
  /** Whether the letters to tap are shown. */
  isOpen,
  open(words: string): void {
    sheet.value = null;
    text.value = words;
    isOpen.value = true;
  },
  clear(): void {
    text.value = '';
    isOpen.value = false;
  },
};
