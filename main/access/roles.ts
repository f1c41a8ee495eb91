import type { CommandName } from '../contract/commands.ts';
import type { StaffShown } from '../contract/snapshots.ts';

type Role = StaffShown['role'];

const everyone = 'everyone';
const staff: readonly Role[] = ['cashier', 'manager', 'technician'];
const sellers: readonly Role[] = ['cashier', 'manager'];
const managers: readonly Role[] = ['manager'];
const fitters: readonly Role[] = ['manager', 'technician'];

/** Who may give which command. Every command stands here: a new one does not compile without its row. */
export const mayDo: Readonly<Record<CommandName, readonly Role[] | typeof everyone>> = {
  'access.sign-in': everyone,
  'access.sign-out': staff,
  'shift.open': sellers,
  'shift.close': sellers,
  'screen.show': staff,
  'settings.language': everyone,
  'settings.theme': everyone,
  'sale.enter-code': sellers,
  'scan.keyed': everyone,
  'sale.add-item': sellers,
  'sale.set-quantity': sellers,
  'sale.remove-line': sellers,
  'sale.discount-line': sellers,
  'sale.discount': sellers,
  'sale.override-price': sellers,
  'sale.undo': sellers,
  'scale.watch': sellers,
  'sale.cancel': sellers,
  'sale.suspend': sellers,
  'sale.resume': sellers,
  'sale.next': sellers,
  'pay.begin': sellers,
  'pay.back': sellers,
  'pay.cash': sellers,
  'pay.code': sellers,
  'pay.split': sellers,
  'pay.stop': sellers,
  'pay.dismiss': sellers,
  'pay.start': sellers,
  'pay.choose': sellers,
  'pay.accept': sellers,
  'pay.park': sellers,
  'refund.open': sellers,
  'refund.leave': sellers,
  'refund.make': sellers,
  'refund.retry': sellers,
  'refund.pay-cash': sellers,
  'refund.drop': sellers,
  'desk.ask': sellers,
  'desk.look-up': sellers,
  'desk.attach': sellers,
  'desk.return': sellers,
  'desk.decide': sellers,
  'reconcile.fetch': managers,
  'reconcile.import': managers,
  'reconcile.settle': managers,
  'reconcile.close': managers,
  'account.take-key': fitters,
  'account.listen-key': fitters,
  'account.test': fitters,
  'account.switch-merchant': managers,
  'account.set-offered': fitters,
  'receipt.reprint': sellers,
  'drawer.open': staff,
  'device.test-print': staff,
  'notice.dismiss': staff,
  'terminal.sign-out': fitters,
  'terminal.reset': fitters,
  'bench.check-health': fitters,
  'bench.check-all': fitters,
  'bench.identify': fitters,
  'bench.test': fitters,
  'bench.find': fitters,
  'bench.auto-baud': fitters,
  'bench.bind': fitters,
  'bench.unbind': fitters,
  'bench.learn-scanner': fitters,
  'bench.learn-drawer': fitters,
  'bench.probe': fitters,
  'bench.probe-answer': fitters,
  'bench.send-raw': fitters,
  'bench.record': fitters,
  'bench.soak': fitters,
  'bench.storage': fitters,
  'bench.drill': fitters,
  'bench.network': fitters,
  'bench.report': fitters,
  'demo.scan': everyone,
  'demo.pay': everyone,
  'demo.pay-shown': everyone,
  'demo.printer': everyone,
  'demo.scanner': everyone,
  'demo.network': everyone,
  'demo.card': everyone,
  'demo.scale': everyone,
};

export function isAllowed(command: CommandName, role: Role | null): boolean {
  const allowed = mayDo[command];
  return allowed === everyone || (role !== null && allowed.includes(role));
}

/** Who may look at a screen of money; the others are for everybody who is signed in. */
const screenRoles: Readonly<Record<string, readonly Role[]>> = {
  refund: sellers,
  desk: sellers,
  reconcile: managers,
  accounts: fitters,
};

export function maySee(screen: string, role: Role): boolean {
  return screenRoles[screen]?.includes(role) ?? true;
}

/** Who may approve what a cashier may not decide alone. */
export function mayApprove(role: Role): boolean {
  return managers.includes(role);
}
