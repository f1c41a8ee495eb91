import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { ItemTile } from '../../../main/contract/queries.ts';
import { Picture } from '../../parts/picture.tsx';
import { money, nameOf, t } from '../../text.ts';
import { add } from './add.ts';
import { search } from './search-state.ts';
import { useShelf } from './use-shelf.ts';
import './tiles.css';

/** A category's goods; the next page is fetched before the finger gets there. */
export function ShelfTiles(props: {
  readonly categoryId: string | null;
  readonly catalogueVersion: string;
}) {
  const { items, hasMore, isLoaded, loadMore } = useShelf(props.categoryId, props.catalogueVersion);
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!end.current || !hasMore) return;
    const watcher = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) loadMore();
      },
      { rootMargin: '600px' },
    );
    watcher.observe(end.current);
    return () => watcher.disconnect();
  }, [hasMore, loadMore]);
  // A scan changes the basket, not the goods: the same tiles are not compared one by one again.
  const tiles = useMemo(() => items.map((item) => <Tile key={item.id} item={item} />), [items]);
  return (
    <section class="tiles scroll" aria-label={t('tiles.label')} key={props.categoryId}>
      {isLoaded && items.length === 0 && <p class="nothing">{t('tiles.none')}</p>}
      {tiles}
      {hasMore && <div class="end" ref={end} />}
    </section>
  );
}

/** What the search found. */
export function FoundTiles() {
  const found = search.found.value;
  return (
    <section class="tiles scroll" aria-label={t('search.found')}>
      <p class="unseen" role="status">
        {found && t('search.count', { count: found.length })}
      </p>
      {found?.length === 0 && <p class="nothing">{t('search.none')}</p>}
      {found?.map((item) => (
        <Tile key={item.id} item={item} />
      ))}
    </section>
  );
}

function Tile({ item }: { readonly item: ItemTile }) {
  const name = nameOf(item.name);
  return (
    <button type="button" class="tile" onClick={() => add(item)}>
      <Picture picture={item.picture} name={name} />
      <span class="name">{name}</span>
      <span class="price">
        {money(item.priceMinor)}
        {item.soldBy === 'weight' && <span class="soft"> / {item.unit}</span>}
      </span>
    </button>
  );
}
