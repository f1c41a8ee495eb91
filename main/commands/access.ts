import { maySee } from '../access/roles.ts';
import { checkPin } from '../access/sign-in.ts';
import { refuse } from '../contract/failure.ts';
import { type Context, done, type Handlers } from './context.ts';
import { mustBeUnpaid } from './open-basket.ts';

export const accessCommands: Handlers<
  'access.sign-in' | 'access.sign-out' | 'screen.show' | 'settings.language' | 'settings.theme'
> = {
  'access.sign-in': (context, { staffId, pin }) => {
    const { store } = context;
    const person = checkPin(store.staff, staffId, pin, context.now());
    if (!person.ok) return person;
    const { id, name, role } = person.value;
    const screen = role === 'technician' ? 'devices' : 'sale';
    const { screen: before, staffId: previous } = store.state.session();
    // The same person coming back finds the sale as it was left; so does a colleague who takes over a
    // payment, also after a technician has looked at the devices meanwhile.
    const isPaying = before === 'pay' || isMidPayment(context);
    store.state.change({ staffId: id, screen: isPaying && role !== 'technician' ? 'pay' : screen });
    store.record({
      kind: 'staff.signed-in',
      actor: id,
      payload: { name, role, after: previous },
    });
    return done;
  },
  'access.sign-out': (context) => {
    const { store, staff } = context;
    store.record({ kind: 'staff.signed-out', actor: staff?.id ?? 'terminal', payload: {} });
    const { screen } = store.state.session();
    store.state.change({ staffId: null, screen: screen === 'pay' ? 'pay' : 'sale' });
    return done;
  },
  'screen.show': (context, { screen }) => {
    const { state, sales } = context.store;
    if (state.session().screen === 'pay') return refuse('sale.paying', 'the sale is being paid');
    if (context.staff && !maySee(screen, context.staff.role)) {
      return refuse('policy.denied', `${context.staff.role} may not see ${screen}`);
    }
    if (screen === 'shift-close' && !sales.openShift()) {
      return refuse('shift.not-open', 'no shift is open');
    }
    // Asked for by name the refund screen begins with its search; `refund.open` shows a sale on it.
    const isRefund = screen === 'refund';
    state.change(isRefund ? { screen, refundSaleId: null, refundId: null } : { screen });
    return done;
  },
  'settings.language': (context, { language }) => {
    context.store.state.change({ language });
    return done;
  },
  'settings.theme': (context, { theme }) => {
    context.store.state.change({ theme });
    return done;
  },
};

function isMidPayment(context: Context): boolean {
  const current = context.store.openSales.current();
  return current !== null && !mustBeUnpaid(context, current.basket).ok;
}
