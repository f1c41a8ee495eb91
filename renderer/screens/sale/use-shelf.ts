import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { ItemTile } from '../../../main/contract/queries.ts';
import { ask } from '../../bridge.ts';

const pageItems = 60;

type Shelf = {
  /** Which category and catalogue these are of. */
  readonly of: string;
  readonly items: readonly ItemTile[];
  readonly total: number;
};

/** A category's goods, fetched page by page. */
export function useShelf(categoryId: string | null, catalogueVersion: string) {
  const of = `${catalogueVersion} ${categoryId ?? ''}`;
  const [shelf, setShelf] = useState<Shelf | null>(null);
  const current = shelf?.of === of ? shelf : null;
  const wanted = useRef('');
  const fetchFrom = useCallback(
    (offset: number) => {
      const page = `${of} ${offset}`;
      if (wanted.current === page) return;
      wanted.current = page;
      void ask('catalogue.browse', { categoryId, offset, limit: pageItems }).then((answer) => {
        if (wanted.current !== page || !answer.ok) return;
        setShelf((before) => ({
          of,
          items: [...(offset > 0 ? (before?.items ?? []) : []), ...answer.value.items],
          total: answer.value.total,
        }));
      });
    },
    [of, categoryId],
  );
  useEffect(() => fetchFrom(0), [fetchFrom]);
  const items = current?.items ?? [];
  const loadMore = useCallback(() => fetchFrom(items.length), [fetchFrom, items.length]);
  return {
    items,
    isLoaded: current !== null,
    hasMore: current !== null && items.length < current.total,
    loadMore,
  };
}
