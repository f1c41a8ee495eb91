import { describe, expect, it } from 'vitest';
import { isAllowed, mayApprove } from '../../../main/access/roles.ts';
import { commands, isCommandName } from '../../../main/contract/commands.ts';

/**
 * Who may do what, spelled out a second time: c cashier, m manager, t technician, - nobody signed in.
 * A dot is a no.
 */
const expected: Readonly<Record<string, string>> = {
  'access.sign-in': 'cmt-',
  'access.sign-out': 'cmt.',
  'shift.open': 'cm..',
  'shift.close': 'cm..',
  'screen.show': 'cmt.',
  'settings.language': 'cmt-',
  'settings.theme': 'cmt-',
  'sale.enter-code': 'cm..',
  'scan.keyed': 'cmt-',
  'sale.add-item': 'cm..',
  'sale.set-quantity': 'cm..',
  'sale.remove-line': 'cm..',
  'sale.discount-line': 'cm..',
  'sale.discount': 'cm..',
  'sale.override-price': 'cm..',
  'sale.undo': 'cm..',
  'scale.watch': 'cm..',
  'sale.cancel': 'cm..',
  'sale.suspend': 'cm..',
  'sale.resume': 'cm..',
  'sale.next': 'cm..',
  'pay.begin': 'cm..',
  'pay.back': 'cm..',
  'pay.cash': 'cm..',
  'pay.code': 'cm..',
  'pay.split': 'cm..',
  'pay.stop': 'cm..',
  'pay.dismiss': 'cm..',
  'pay.start': 'cm..',
  'pay.choose': 'cm..',
  'pay.accept': 'cm..',
  'pay.park': 'cm..',
  'refund.open': 'cm..',
  'refund.leave': 'cm..',
  'refund.make': 'cm..',
  'refund.retry': 'cm..',
  'refund.pay-cash': 'cm..',
  'refund.drop': 'cm..',
  'desk.ask': 'cm..',
  'desk.look-up': 'cm..',
  'desk.attach': 'cm..',
  'desk.return': 'cm..',
  'desk.decide': 'cm..',
  'reconcile.fetch': '.m..',
  'reconcile.import': '.m..',
  'reconcile.settle': '.m..',
  'reconcile.close': '.m..',
  'account.take-key': '.mt.',
  'account.listen-key': '.mt.',
  'account.test': '.mt.',
  'account.switch-merchant': '.m..',
  'account.set-offered': '.mt.',
  'receipt.reprint': 'cm..',
  'drawer.open': 'cmt.',
  'device.test-print': 'cmt.',
  'notice.dismiss': 'cmt.',
  'terminal.sign-out': '.mt.',
  'terminal.reset': '.mt.',
  'bench.check-health': '.mt.',
  'bench.check-all': '.mt.',
  'bench.identify': '.mt.',
  'bench.test': '.mt.',
  'bench.find': '.mt.',
  'bench.auto-baud': '.mt.',
  'bench.bind': '.mt.',
  'bench.unbind': '.mt.',
  'bench.learn-scanner': '.mt.',
  'bench.learn-drawer': '.mt.',
  'bench.probe': '.mt.',
  'bench.probe-answer': '.mt.',
  'bench.send-raw': '.mt.',
  'bench.record': '.mt.',
  'bench.soak': '.mt.',
  'bench.storage': '.mt.',
  'bench.drill': '.mt.',
  'bench.network': '.mt.',
  'bench.report': '.mt.',
  'demo.scan': 'cmt-',
  'demo.pay': 'cmt-',
  'demo.pay-shown': 'cmt-',
  'demo.printer': 'cmt-',
  'demo.scanner': 'cmt-',
  'demo.network': 'cmt-',
  'demo.card': 'cmt-',
  'demo.scale': 'cmt-',
};

const people = [
  ['c', 'cashier'],
  ['m', 'manager'],
  ['t', 'technician'],
  ['-', null],
] as const;

describe('a command', () => {
  it('has a row in the table, and the table no other', () => {
    expect(Object.keys(expected).sort()).toEqual(Object.keys(commands).sort());
  });

  it.each(Object.entries(expected))('%s is for %s', (name, allowed) => {
    if (!isCommandName(name)) throw new Error(`${name} is no command`);
    const found = people.map(([letter, role]) => (isAllowed(name, role) ? letter : '.'));
    expect(found.join('')).toBe(allowed);
  });
});

it('only a manager may approve', () => {
  expect((['cashier', 'manager', 'technician'] as const).filter(mayApprove)).toEqual(['manager']);
});
