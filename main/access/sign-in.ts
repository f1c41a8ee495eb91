import { type Result, refuse, succeed } from '../contract/failure.ts';
import { limits } from '../contract/limits.ts';
import type { StaffShown } from '../contract/snapshots.ts';
import type { StaffTable } from '../store/staff.ts';
import { isPin } from './pin.ts';

/** How long no PIN is taken after so many wrong ones: 30 s, then doubling, an hour at most. */
export function lockMs(failures: number): number {
  const over = failures - limits.pinFailuresBeforeLock;
  return over < 0 ? 0 : Math.min(30_000 * 2 ** over, 3_600_000);
}

/**
 * Checks a PIN and counts the wrong ones. An unknown person is refused like a wrong PIN.
 * @returns who it is, or `pin.wrong`, or `pin.locked` with the seconds left.
 */
export function checkPin(
  staff: StaffTable,
  staffId: string,
  pin: string,
  now: number,
): Result<StaffShown> {
  const person = staff.get(staffId);
  if (!person) return refuse('pin.wrong', `no staff ${staffId}`);
  if (person.lockedUntil > now) {
    const seconds = Math.ceil((person.lockedUntil - now) / 1_000);
    return refuse('pin.locked', 'too many wrong PINs', { seconds });
  }
  if (isPin(pin, person)) {
    if (person.failures > 0) staff.setFailures(staffId, 0, 0);
    return succeed({ id: person.id, name: person.name, role: person.role });
  }
  const failures = person.failures + 1;
  const wait = lockMs(failures);
  staff.setFailures(staffId, failures, wait === 0 ? 0 : now + wait);
  return refuse('pin.wrong', 'wrong PIN');
}
