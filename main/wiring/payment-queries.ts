import { maySee } from '../access/roles.ts';
import { type Result, refuse, succeed } from '../contract/failure.ts';
import type { DoubtRow, paymentQueries } from '../contract/payments/queries.ts';
import type { QueryInput, QueryOutput } from '../contract/queries.ts';
import { showDoubts, showFoundAttempts } from '../snapshot/doubts.ts';
import type { Store } from '../store/store.ts';
import type { AccountDesk } from './accounts.ts';
import type { LookUps } from './look-ups.ts';

type Name = keyof typeof paymentQueries;

export type PaymentQueryParts = {
  readonly store: Store;
  readonly lookUps: LookUps;
  readonly accounts: AccountDesk;
};

type Answers = {
  readonly [Query in Name]: (
    parts: PaymentQueryParts,
    input: QueryInput<Query>,
  ) => Result<QueryOutput<Query>>;
};

const rowsFound = 50;

/** What the screens of money ask for. */
export const paymentAnswers: Answers = {
  'desk.list': (parts) =>
    forScreen(parts, 'desk', () => ({
      rows: showDoubts(parts.store),
      lookUps: parts.lookUps.shown(),
    })),
  'desk.search': (parts, input) =>
    forScreen(parts, 'desk', (): DoubtRow[] => showFoundAttempts(parts.store, input, rowsFound)),
  'sale.find': (parts) => forScreen(parts, 'refund', () => []),
  'refund.plan': () => refuse('internal', 'refunds are not built yet'),
  'reconcile.days': (parts) => forScreen(parts, 'reconcile', () => []),
  'reconcile.differences': (parts) => forScreen(parts, 'reconcile', () => ({ rows: [], total: 0 })),
  'inbox.list': (parts) => forScreen(parts, 'accounts', () => []),
  'account.list': (parts) => forScreen(parts, 'accounts', () => parts.accounts.shown()),
};

/** Money is shown to those who may see its screen. */
function forScreen<Value>(
  { store }: PaymentQueryParts,
  screen: string,
  look: () => Value,
): Result<Value> {
  const { staffId } = store.state.session();
  const role = staffId === null ? null : (store.staff.get(staffId)?.role ?? null);
  if (role === null || !maySee(screen, role)) {
    return refuse('policy.denied', `${screen} is not for everybody`);
  }
  return succeed(look());
}
