import { maySee } from '../access/roles.ts';
import { type PlannedRefund, planOf } from '../commands/refund-plan.ts';
import { type Result, refuse, succeed } from '../contract/failure.ts';
import type { DoubtRow, paymentQueries } from '../contract/payments/queries.ts';
import type { QueryInput, QueryOutput } from '../contract/queries.ts';
import { isInCash } from '../domain/refund/document.ts';
import { showDoubts, showFoundAttempts } from '../snapshot/doubts.ts';
import { findSales } from '../snapshot/refund.ts';
import type { Settings } from '../store/settings-schema.ts';
import type { Store } from '../store/store.ts';
import type { AccountDesk } from './accounts.ts';
import type { Inbox } from './inbox.ts';
import type { LookUps } from './look-ups.ts';
import type { ReconcilingDesk } from './reconciling.ts';

type Name = keyof typeof paymentQueries;

export type PaymentQueryParts = {
  readonly store: Store;
  readonly settings: Settings;
  readonly lookUps: LookUps;
  readonly accounts: AccountDesk;
  readonly reconciling: ReconcilingDesk;
  readonly inbox: Inbox;
};

type Answers = {
  readonly [Query in Name]: (
    parts: PaymentQueryParts,
    input: QueryInput<Query>,
  ) => Result<QueryOutput<Query>>;
};

const rowsFound = 50;
const differencesPerPage = 50;

/** What the screens of money ask for. */
export const paymentAnswers: Answers = {
  'desk.list': (parts) =>
    forScreen(parts, 'desk', () => ({
      rows: showDoubts(parts.store, parts.settings),
      lookUps: parts.lookUps.shown(),
    })),
  'desk.search': (parts, input) =>
    forScreen(parts, 'desk', (): DoubtRow[] =>
      showFoundAttempts(parts.store, parts.settings, input, rowsFound),
    ),
  'sale.find': (parts, { text }) =>
    forScreen(parts, 'refund', () => findSales(parts.store, parts.settings.store.currency, text)),
  'refund.plan': (parts, input) => {
    const planned = forScreen(parts, 'refund', () => planOf(parts, input));
    if (!planned.ok) return planned;
    return planned.value.ok ? succeed(showPlan(planned.value.value)) : planned.value;
  },
  'reconcile.days': (parts) => forScreen(parts, 'reconcile', () => parts.reconciling.days()),
  'reconcile.differences': (parts, { accountId, day, offset }) =>
    forScreen(parts, 'reconcile', () => {
      const { reconciliation } = parts.store;
      return {
        rows: reconciliation.differences(accountId, day, offset, differencesPerPage),
        total: reconciliation.day(accountId, day)?.result?.differences ?? 0,
      };
    }),
  'inbox.list': (parts) => forScreen(parts, 'accounts', () => parts.inbox.list()),
  'account.list': (parts) => forScreen(parts, 'accounts', () => parts.accounts.shown()),
};

function showPlan({ plan, needsApproval }: PlannedRefund): QueryOutput<'refund.plan'> {
  const { amountMinor, taxMinor } = plan;
  const parts = plan.parts.map((part) => {
    const kind = isInCash(part) ? 'cash' : part.kind;
    return { kind, provider: isInCash(part) ? null : part.provider, amountMinor: part.givenMinor };
  });
  return { amountMinor, taxMinor, needsApproval, parts };
}

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
