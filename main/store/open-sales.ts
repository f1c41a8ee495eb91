import type { DatabaseSync } from 'node:sqlite';
import type { Basket } from '../domain/basket.ts';

/** A basket that is not finished, with what undo goes back to. */
export type OpenSale = { readonly basket: Basket; readonly past: readonly Basket[] };

export type SuspendedSale = { readonly basket: Basket; readonly changedAt: number };

export type OpenSales = {
  current(): OpenSale | null;
  /** Keeps the open basket, durable with the transaction it is written in. */
  keep(sale: OpenSale, at: number): void;
  remove(saleId: string): void;
  suspend(saleId: string, at: number): void;
  resume(saleId: string, at: number): boolean;
  suspended(): SuspendedSale[];
};

export function openOpenSales(database: DatabaseSync): OpenSales {
  const readOpen = database.prepare(`SELECT basket, past FROM open_sale WHERE state = 'open'`);
  const write = database.prepare(
    `INSERT INTO open_sale (sale_id, state, changed_at, basket, past) VALUES (?, 'open', ?, ?, ?)
     ON CONFLICT (sale_id) DO UPDATE
       SET changed_at = excluded.changed_at, basket = excluded.basket, past = excluded.past`,
  );
  const erase = database.prepare('DELETE FROM open_sale WHERE sale_id = ?');
  const park = database.prepare(
    `UPDATE open_sale SET state = 'suspended', changed_at = ?, past = '[]' WHERE sale_id = ?`,
  );
  const unpark = database.prepare(
    `UPDATE open_sale SET state = 'open', changed_at = ? WHERE sale_id = ? AND state = 'suspended'`,
  );
  const readParked = database.prepare(
    `SELECT basket, changed_at FROM open_sale WHERE state = 'suspended' ORDER BY changed_at`,
  );

  return {
    current() {
      const row = readOpen.get();
      if (!row) return null;
      return { basket: JSON.parse(String(row.basket)), past: JSON.parse(String(row.past)) };
    },
    keep({ basket, past }, at) {
      write.run(basket.saleId, at, JSON.stringify(basket), JSON.stringify(past));
    },
    remove(saleId) {
      erase.run(saleId);
    },
    suspend(saleId, at) {
      park.run(at, saleId);
    },
    resume(saleId, at) {
      return unpark.run(at, saleId).changes === 1;
    },
    suspended() {
      return readParked.all().map((row) => ({
        basket: JSON.parse(String(row.basket)),
        changedAt: Number(row.changed_at),
      }));
    },
  };
}
