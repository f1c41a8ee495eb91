import { isAllowed } from '../access/roles.ts';
import type { Store } from '../store/store.ts';

/** A manager or a technician is signed in: who may use the bench may see what it shows. */
export function isFitter({ state, staff }: Store): boolean {
  const { staffId } = state.session();
  return isAllowed('bench.find', staffId === null ? null : (staff.get(staffId)?.role ?? null));
}

/** One of them stands before the devices screen. */
export function isAtBench(store: Store): boolean {
  return store.state.session().screen === 'devices' && isFitter(store);
}
