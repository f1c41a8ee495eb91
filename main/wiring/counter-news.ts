import type { DeviceEvent } from '../../drivers/contract.ts';
import type { Context } from '../commands/context.ts';
import type { Notices } from './notices.ts';

export type CounterNewsParts = {
  readonly notices: Notices;
  readonly sound: Context['sound'];
  readonly nudgePrinter: () => void;
};

/** What printer and drawer say by themselves: paper can be printed again, the drawer was left open. */
export function hearCounter(
  event: DeviceEvent,
  { notices, sound, nudgePrinter }: CounterNewsParts,
): void {
  if (event.kind === 'printer-status' && event.status.isOnline) nudgePrinter();
  if (event.kind === 'drawer-left-open') {
    notices.add({ kind: 'attention', code: 'drawer-left-open', action: null });
    sound('attention');
  }
  if (event.kind === 'drawer' && !event.isOpen) notices.clear('drawer-left-open');
}
