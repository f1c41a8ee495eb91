import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { TillSnapshot } from '../../../main/contract/snapshots.ts';
import { Button } from '../../parts/button.tsx';
import { act } from '../../state.ts';
import { t } from '../../text.ts';
import { Basket } from '../basket/basket.tsx';
import { Stage } from '../frame/stage.tsx';
import { Actions } from './actions.tsx';
import { Categories } from './categories.tsx';
import { Letters } from './letters.tsx';
import { SearchBox } from './search-box.tsx';
import { search } from './search-state.ts';
import { FoundTiles, ShelfTiles } from './tiles.tsx';
import './sale.css';

/** Which category's goods are shown; null for all. */
const categoryId = signal<string | null>(null);

/** Ringing up: goods on the left, the basket and the one next step on the right. */
export function Sale({ till }: { readonly till: TillSnapshot }) {
  const { basket } = till;
  const isEmpty = (basket?.lines.length ?? 0) === 0;
  const lineCount = basket?.lines.length ?? 0;
  // A scan or a tapped tile answers the search: the next one starts afresh.
  useEffect(() => {
    if (lineCount > 0) search.clear();
  }, [lineCount]);
  return (
    <main class="screen">
      <Stage class="sale">
        <SearchBox />
        {search.text.value === '' ? (
          <>
            <Categories
              chosen={categoryId.value}
              catalogueVersion={till.catalogue.version}
              onChoose={(id) => {
                categoryId.value = id;
              }}
            />
            <ShelfTiles categoryId={categoryId.value} catalogueVersion={till.catalogue.version} />
          </>
        ) : (
          <FoundTiles />
        )}
        {search.isOpen.value ? <Letters /> : <Actions till={till} />}
      </Stage>
      <Basket till={till}>
        <Button
          class="next"
          looks="primary"
          isGuarded
          isDisabled={isEmpty}
          onTap={() => act('pay.begin', {})}
        >
          {t('sale.pay')}
        </Button>
      </Basket>
    </main>
  );
}
