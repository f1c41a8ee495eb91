import type { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import { paymentScreens } from '../contract/payments/names.ts';
import { language, theme } from '../contract/values.ts';

/** What the terminal is in the middle of; it survives a restart with the basket. */
const sessionSchema = v.object({
  staffId: v.nullable(v.string()),
  screen: v.picklist(['sale', 'pay', 'done', 'today', 'devices', 'shift-close', ...paymentScreens]),
  doneSaleId: v.nullable(v.string()),
  splitMinor: v.nullable(v.number()),
  /** The finished sale that the refund screen is about. */
  refundSaleId: v.optional(v.nullable(v.string()), null),
  /** The refund of it that is under way or was just made. */
  refundId: v.optional(v.nullable(v.string()), null),
  /** The attempt whose end the cashier has not seen yet. */
  attemptId: v.nullable(v.string()),
  language: v.nullable(language),
  theme: v.nullable(theme),
});

export type Session = v.InferOutput<typeof sessionSchema>;

export const signedOut: Session = {
  staffId: null,
  screen: 'sale',
  doneSaleId: null,
  splitMinor: null,
  refundSaleId: null,
  refundId: null,
  attemptId: null,
  language: null,
  theme: null,
};

/** Small named values, each a JSON text. */
export type State = {
  session(): Session;
  change(part: Partial<Session>): void;
  get(key: string): string | null;
  set(key: string, value: string): void;
  /** Counts up from 1, inside the caller's transaction; a number is never given twice. */
  nextNumber(name: string): number;
};

export function openState(database: DatabaseSync): State {
  const read = database.prepare('SELECT value FROM state WHERE key = ?');
  const write = database.prepare(
    'INSERT INTO state (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  const count = database.prepare(
    `INSERT INTO counter (name, value) VALUES (?, 1)
     ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value`,
  );

  function get(key: string): string | null {
    const row = read.get(key);
    return row ? String(row.value) : null;
  }

  function session(): Session {
    const text = get('session');
    return text === null ? signedOut : v.parse(sessionSchema, JSON.parse(text));
  }

  return {
    session,
    change(part) {
      write.run('session', JSON.stringify({ ...session(), ...part }));
    },
    get,
    set(key, value) {
      write.run(key, value);
    },
    nextNumber(name) {
      return Number(count.get(name)?.value);
    },
  };
}
