import type { DatabaseSync } from 'node:sqlite';
import type { StaffShown } from '../contract/snapshots.ts';

export type StaffRecord = StaffShown & {
  readonly pinSalt: Uint8Array;
  readonly pinHash: Uint8Array;
  readonly failures: number;
  /** UTC milliseconds until which no PIN is taken; 0 for none. */
  readonly lockedUntil: number;
};

export type StaffTable = {
  list(): StaffShown[];
  get(staffId: string): StaffRecord | null;
  put(staff: Omit<StaffRecord, 'failures' | 'lockedUntil'>): void;
  /** Counts a wrong PIN, or with zeros forgets them. Durable, so that a restart opens nothing. */
  setFailures(staffId: string, failures: number, lockedUntil: number): void;
};

export function openStaff(database: DatabaseSync): StaffTable {
  const readAll = database.prepare(
    'SELECT staff_id, name, role FROM staff WHERE is_active = 1 ORDER BY rowid',
  );
  const readOne = database.prepare('SELECT * FROM staff WHERE staff_id = ? AND is_active = 1');
  const write = database.prepare(
    `INSERT INTO staff (staff_id, name, role, pin_salt, pin_hash) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (staff_id) DO UPDATE SET name = excluded.name, role = excluded.role,
       pin_salt = excluded.pin_salt, pin_hash = excluded.pin_hash`,
  );
  const count = database.prepare(
    'UPDATE staff SET failures = ?, locked_until = ? WHERE staff_id = ?',
  );

  return {
    list() {
      return readAll.all().map(toShown);
    },
    get(staffId) {
      const row = readOne.get(staffId);
      if (!row) return null;
      return {
        ...toShown(row),
        pinSalt: row.pin_salt as Uint8Array,
        pinHash: row.pin_hash as Uint8Array,
        failures: Number(row.failures),
        lockedUntil: Number(row.locked_until),
      };
    },
    put({ id, name, role, pinSalt, pinHash }) {
      write.run(id, name, role, pinSalt, pinHash);
    },
    setFailures(staffId, failures, lockedUntil) {
      count.run(failures, lockedUntil, staffId);
    },
  };
}

function toShown(row: Record<string, unknown>): StaffShown {
  return {
    id: String(row.staff_id),
    name: String(row.name),
    role: row.role as StaffShown['role'],
  };
}
