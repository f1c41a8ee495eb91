import type { CommandReceipt } from '../contract/commands.ts';
import type { Result } from '../contract/failure.ts';
import type { Context } from './context.ts';
import type { Dispatch } from './dispatch.ts';

/** What a scan means is decided by the screen that stands there, never by what has the focus. */
export function routeScan(
  context: Pick<Context, 'store' | 'newId' | 'notify' | 'sound'>,
  dispatch: Dispatch,
  code: string,
): void {
  const { staffId, screen } = context.store.state.session();
  const isSelling = staffId !== null && context.store.sales.openShift() !== null;
  if (!isSelling || !['sale', 'pay', 'done'].includes(screen)) {
    context.sound('attention');
    context.notify({ kind: 'attention', code: 'scan-ignored', action: null });
    return;
  }
  const name = screen === 'pay' ? 'pay.code' : 'sale.enter-code';
  report(context, dispatch(name, { commandId: context.newId(), input: { code } }));
}

function report(context: Pick<Context, 'notify' | 'sound'>, reply: Result<CommandReceipt>): void {
  if (reply.ok) return;
  const isNotFound = reply.error.code === 'item.not-found';
  context.sound(isNotFound ? 'not-found' : 'refused');
  context.notify({
    kind: 'refused',
    code: isNotFound ? 'item-not-found' : reply.error.code,
    ...(reply.error.data ? { data: { ...reply.error.data } } : {}),
    action: null,
  });
}
