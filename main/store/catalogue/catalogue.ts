import type { CatalogueCategory, CatalogueItem } from '../../contract/sync/catalogue.ts';
import type { CataloguePage } from '../../contract/sync/wire.ts';

/** An item found by a code, with what the code itself says about this piece. */
export type ItemHit = {
  readonly item: CatalogueItem;
  /** Printed on the label of a weighed piece; absent for a code that only names the item. */
  readonly quantityMilli?: number;
  /** The price of this piece as its label says, for the whole piece and not for a unit. */
  readonly priceMinor?: number;
};

export type BrowseQuery = {
  /** Null for every category. */
  readonly categoryId: string | null;
  readonly offset: number;
  readonly limit: number;
};

export type CatalogueChanges = Omit<CataloguePage, 'hubTime'>;

/** What the shop sells. Everything is answered from the local database, without waiting. */
export type Catalogue = {
  /** An item that is for sale, by any of its codes or by a label with weight or price. */
  lookup(code: string): ItemHit | null;
  /** An item by its id, for sale or not. */
  item(id: string): CatalogueItem | null;
  /** Best first: code, beginning of a name or its pinyin, then anywhere. At most `limit`. */
  search(text: string, limit: number): CatalogueItem[];
  /** Items for sale in the catalogue's own order. */
  browse(query: BrowseQuery): { items: CatalogueItem[]; total: number };
  categories(): CatalogueCategory[];
  /**
   * One page of changes, whole or not at all; the same page again changes nothing.
   * @param at UTC milliseconds.
   */
  apply(changes: CatalogueChanges, at: number): void;
  /** Items for sale, and categories. */
  counts(): { items: number; categories: number };
  /** Names the state; empty before the first page or import. */
  version(): string;
  /** Where the next page begins; null at the beginning. */
  cursor(): string | null;
  /** UTC milliseconds; null before the first page or import. */
  updatedAt(): number | null;
};
