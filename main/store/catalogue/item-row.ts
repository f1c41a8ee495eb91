import * as v from 'valibot';
import type { CatalogueCategory, CatalogueItem } from '../../contract/sync/catalogue.ts';
import { localName } from '../../contract/values.ts';

/** The columns of an item as they stand in the database; STRICT tables keep their types. */
export const itemColumns = `row, id, codes, name, category_id, unit, sold_by, price_minor,
  tax_rate_basis_points, picture, is_active`;

const json = v.pipe(v.string(), v.parseJson());
const names = v.pipe(json, localName);
const picture = v.nullable(v.string());

const itemRow = v.object({
  id: v.string(),
  codes: v.pipe(json, v.array(v.string())),
  name: names,
  category_id: v.string(),
  unit: v.string(),
  sold_by: v.picklist(['count', 'weight']),
  price_minor: v.number(),
  tax_rate_basis_points: v.number(),
  picture,
  is_active: v.number(),
});

const categoryRow = v.object({ id: v.string(), name: names, position: v.number(), picture });

/** @throws ValiError when the row is not one that this program wrote. */
export function itemFromRow(row: unknown): CatalogueItem {
  const columns = v.parse(itemRow, row);
  return {
    id: columns.id,
    codes: columns.codes,
    name: columns.name,
    categoryId: columns.category_id,
    unit: columns.unit,
    soldBy: columns.sold_by,
    priceMinor: columns.price_minor,
    taxRateBasisPoints: columns.tax_rate_basis_points,
    ...(columns.picture === null ? {} : { picture: columns.picture }),
    isActive: columns.is_active === 1,
  };
}

/** @throws ValiError when the row is not one that this program wrote. */
export function categoryFromRow(row: unknown): CatalogueCategory {
  const columns = v.parse(categoryRow, row);
  return {
    id: columns.id,
    name: columns.name,
    order: columns.position,
    ...(columns.picture === null ? {} : { picture: columns.picture }),
  };
}
