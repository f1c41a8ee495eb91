import { refuse } from '../contract/failure.ts';
import { type Context, done, type Handlers } from './context.ts';

/** Comparing with statements; each step is journalled with the person who took it. */
export const reconcileCommands: Handlers<
  'reconcile.fetch' | 'reconcile.import' | 'reconcile.settle' | 'reconcile.close'
> = {
  'reconcile.fetch': (context, input) => context.reconciling.fetch(input, actorOf(context)),
  'reconcile.import': (context, input) => context.reconciling.import(input, actorOf(context)),
  'reconcile.settle': (context, { differenceId, resolution, reason }) => {
    const { reconciliation } = context.store;
    const found = reconciliation.difference(differenceId);
    if (!found) return refuse('invalid_command', `no difference ${differenceId}`);
    const { accountId, day, difference } = found;
    if (reason.trim() === '') return refuse('invalid_command', 'a resolution needs its reason');
    if (reconciliation.day(accountId, day)?.closedAt) return isClosed(accountId, day);
    const { kind, of, orderNumber, attemptId, oursMinor, theirsMinor } = difference;
    context.store.record({
      kind: 'difference.resolved',
      actor: actorOf(context),
      payload: {
        ...{ accountId, day, differenceId, kind, of, orderNumber, attemptId },
        ...{ oursMinor, theirsMinor, resolution, reason: reason.trim() },
      },
    });
    const resolvedBy = nameOf(context);
    reconciliation.settle(differenceId, { resolution, reason: reason.trim(), resolvedBy });
    return done;
  },
  'reconcile.close': (context, { accountId, day }) => {
    const { reconciliation } = context.store;
    const kept = reconciliation.day(accountId, day);
    if (!kept?.result) return refuse('statement.not-ready', `${day} has not been read`);
    if (kept.closedAt !== null) return isClosed(accountId, day);
    if (kept.openDifferences > 0) {
      return refuse('reconcile.open-differences', 'some differences are open', {
        count: kept.openDifferences,
      });
    }
    context.store.record({
      kind: 'day.reconciled',
      actor: actorOf(context),
      payload: { accountId, day, ...kept.result },
    });
    reconciliation.close(accountId, day, context.now(), nameOf(context));
    return done;
  },
};

function isClosed(accountId: string, day: string) {
  return refuse('reconcile.closed', `${day} of ${accountId} is closed`);
}

function actorOf({ staff }: Context): string {
  return staff?.id ?? 'terminal';
}

/** As the screens show it, also when the person has left. */
function nameOf({ staff }: Context): string {
  return staff?.name ?? '';
}
