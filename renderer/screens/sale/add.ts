import type { ItemTile } from '../../../main/contract/queries.ts';
import { act, sheet } from '../../state.ts';

/** Puts one into the basket; what is sold by weight asks for it first. */
export function add(item: ItemTile): void {
  if (item.soldBy === 'weight') sheet.value = { kind: 'weigh', item };
  else void act('sale.add-item', { itemId: item.id });
}
