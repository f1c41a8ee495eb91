import type { CommandReceipt } from '../contract/commands.ts';
import type { Result } from '../contract/failure.ts';
import { recogniseCode } from '../payments/codes.ts';
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
  report(context, dispatch(name, { commandId: context.newId(), input: { code } }), code);
}

function report(
  context: Pick<Context, 'notify' | 'sound'>,
  reply: Result<CommandReceipt>,
  code: string,
): void {
  if (reply.ok) return;
  const isNotFound = reply.error.code === 'item.not-found';
  context.sound(isNotFound ? 'not-found' : 'refused');
  const data = { code: recogniseCode(code) === null ? code.slice(0, 40) : `…${code.slice(-4)}` };
  context.notify({
    kind: 'refused',
    code: isNotFound ? 'item-not-found' : reply.error.code,
    data: { ...data, ...reply.error.data },
    action: null,
  });
}
