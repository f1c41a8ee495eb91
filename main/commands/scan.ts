import type { ScannerRole } from '../../drivers/contract.ts';
import { type Result, refuse } from '../contract/failure.ts';
import type { Context } from './context.ts';
import type { Dispatch } from './dispatch.ts';
import { saleOfScan } from './receipt-scan.ts';

/** A code as it came, and what its scanner is for. */
export type Scan = { readonly code: string; readonly role: ScannerRole };

/** What a scan means is decided by the screen that stands there, never by what has the focus. */
export function routeScan(
  context: Pick<Context, 'store' | 'settings' | 'newId' | 'notify' | 'sound'>,
  dispatch: Dispatch,
  { code, role }: Scan,
): void {
  const { staffId, screen } = context.store.state.session();
  const isSelling = staffId !== null && context.store.sales.openShift() !== null;
  if (isSelling && screen === 'refund') {
    report(context, openRefund(context, dispatch, code));
    return;
  }
  if (!isSelling || !['sale', 'pay', 'done'].includes(screen)) {
    context.sound('attention');
    context.notify({ kind: 'attention', code: 'scan-ignored', action: null });
    return;
  }
  const commandId = context.newId();
  const reply =
    screen === 'pay'
      ? dispatch('pay.code', { commandId, input: { code } })
      : dispatch('sale.enter-code', { commandId, input: { code, from: role } });
  report(context, reply);
}

/** A receipt's code opens the refund of its sale. */
function openRefund(
  context: Pick<Context, 'store' | 'settings' | 'newId'>,
  dispatch: Dispatch,
  code: string,
): Result<unknown> {
  const saleId = saleOfScan(context.store, context.settings, code);
  if (saleId === null) return refuse('receipt.not-found', 'no receipt of this till');
  return dispatch('refund.open', { commandId: context.newId(), input: { saleId } });
}

function report(context: Pick<Context, 'notify' | 'sound'>, reply: Result<unknown>): void {
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
