import type { DatabaseSync } from 'node:sqlite';
import type { Basket } from '../domain/basket.ts';

/** How many changes undo can go back. */
const undoSteps = 20;

/** A basket that is not finished. */
export type OpenSale = { readonly basket: Basket; readonly canUndo: boolean };

export type SuspendedSale = { readonly basket: Basket; readonly changedAt: number };

/** Each change is durable with the transaction it is written in. Times are UTC milliseconds. */
export type OpenSales = {
  current(): OpenSale | null;
  /** Keeps the basket; undo will go back to `before`. */
  change(before: Basket, basket: Basket, at: number): void;
  /** Keeps the basket and forgets the way back: something was paid. */
  keep(basket: Basket, at: number): void;
  /** Goes one change back. False when there is none. */
  undo(saleId: string, at: number): boolean;
  remove(saleId: string): void;
  suspend(saleId: string, at: number): void;
  resume(saleId: string, at: number): boolean;
  suspended(): SuspendedSale[];
};

export function openOpenSales(database: DatabaseSync): OpenSales {
  const readOpen = database.prepare(
    `SELECT basket, EXISTS (SELECT 1 FROM undo_step WHERE undo_step.sale_id = open_sale.sale_id)
       AS can_undo FROM open_sale WHERE state = 'open'`,
  );
  const write = database.prepare(
    `INSERT INTO open_sale (sale_id, state, changed_at, basket) VALUES (?, 'open', ?, ?)
     ON CONFLICT (sale_id) DO UPDATE
       SET changed_at = excluded.changed_at, basket = excluded.basket`,
  );
  const erase = database.prepare('DELETE FROM open_sale WHERE sale_id = ?');
  const move = database.prepare(
    'UPDATE open_sale SET state = ?, changed_at = ? WHERE sale_id = ? AND state <> ?',
  );
  const readSuspended = database.prepare(
    `SELECT basket, changed_at FROM open_sale WHERE state = 'suspended' ORDER BY changed_at`,
  );
  const undo = openUndo(database);

  const keep = (basket: Basket, at: number): void => {
    write.run(basket.saleId, at, JSON.stringify(basket));
  };

  return {
    current() {
      const row = readOpen.get();
      if (!row) return null;
      return { basket: JSON.parse(String(row.basket)), canUndo: row.can_undo === 1 };
    },
    change(before, basket, at) {
      keep(basket, at);
      undo.push(before);
    },
    keep(basket, at) {
      keep(basket, at);
      undo.forget(basket.saleId);
    },
    undo(saleId, at) {
      const before = undo.pop(saleId);
      if (before) keep(before, at);
      return before !== null;
    },
    remove(saleId) {
      undo.forget(saleId);
      erase.run(saleId);
    },
    suspend(saleId, at) {
      undo.forget(saleId);
      move.run('suspended', at, saleId, 'suspended');
    },
    resume(saleId, at) {
      return move.run('open', at, saleId, 'open').changes === 1;
    },
    suspended() {
      return readSuspended.all().map((row) => ({
        basket: JSON.parse(String(row.basket)),
        changedAt: Number(row.changed_at),
      }));
    },
  };
}

/** The baskets before the last changes, a row each, so that a change writes one and reads none. */
function openUndo(database: DatabaseSync) {
  const write = database.prepare('INSERT INTO undo_step (sale_id, basket) VALUES (?, ?)');
  const shorten = database.prepare(
    `DELETE FROM undo_step WHERE sale_id = :saleId AND step <=
       (SELECT step FROM undo_step WHERE sale_id = :saleId ORDER BY step DESC LIMIT 1 OFFSET ${undoSteps})`,
  );
  const take = database.prepare(
    `DELETE FROM undo_step WHERE step =
       (SELECT max(step) FROM undo_step WHERE sale_id = ?) RETURNING basket`,
  );
  const erase = database.prepare('DELETE FROM undo_step WHERE sale_id = ?');
  return {
    push(basket: Basket): void {
      write.run(basket.saleId, JSON.stringify(basket));
      shorten.run({ saleId: basket.saleId });
    },
    pop(saleId: string): Basket | null {
      const row = take.get(saleId);
      return row ? JSON.parse(String(row.basket)) : null;
    },
    forget(saleId: string): void {
      erase.run(saleId);
    },
  };
}
