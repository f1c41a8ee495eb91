import { type Result, refuse } from '../contract/failure.ts';
import { type Approval, approve } from './approval.ts';
import { type Context, done, type Handlers } from './context.ts';

/**
 * Leaving the hub and emptying the terminal: refused while anything is unsent, so that nobody can
 * lose money by it. Writing the approval down is itself a record that must reach the hub first.
 */
export const terminalLifeCommands: Handlers<'terminal.sign-out' | 'terminal.reset'> = {
  'terminal.sign-out': (context, { approval }) => leave(context, approval, 'sign-out'),
  'terminal.reset': (context, { approval }) => leave(context, approval, 'reset'),
};

function leave(context: Context, approval: Approval, how: 'sign-out' | 'reset'): Result<void> {
  const records = context.unsent();
  if (records > 0) return refuse('queue.unsent', `${records} records are unsent`, { records });
  const { openSales, sales } = context.store;
  if ((openSales.current()?.basket.lines.length ?? 0) > 0 || openSales.suspended().length > 0) {
    return refuse('shift.sale-open', 'a sale is open');
  }
  if (sales.openShift()) return refuse('shift.already-open', 'a shift is open');
  const approved = approve(context, approval, `terminal ${how}`);
  if (!approved.ok) return approved;
  context.afterCommit(() => context.leave(how));
  return done;
}
