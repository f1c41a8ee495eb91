import type { TillSnapshot } from '../../main/contract/snapshots.ts';
import { Accounts } from './accounts/accounts.tsx';
import { Desk } from './desk/desk.tsx';
import { Devices } from './devices/devices.tsx';
import { Done } from './done/done.tsx';
import { Pay } from './pay/pay.tsx';
import { Reconcile } from './reconcile/reconcile.tsx';
import { Refund } from './refund/refund.tsx';
import { Sale } from './sale/sale.tsx';
import { ShiftClose } from './shift-close/shift-close.tsx';
import { ShiftOpen } from './shift-open/shift-open.tsx';
import { SignIn } from './sign-in/sign-in.tsx';
import { Today } from './today/today.tsx';
import { Unsafe } from './unsafe/unsafe.tsx';

/** The screen that main says stands here. */
export function Screen({ till }: { readonly till: TillSnapshot }) {
  switch (till.screen) {
    case 'sign-in':
      return <SignIn till={till} />;
    case 'shift-open':
      return <ShiftOpen till={till} />;
    case 'sale':
      return <Sale till={till} />;
    case 'pay':
      return <Pay till={till} />;
    case 'done':
      return <Done till={till} />;
    case 'shift-close':
      return <ShiftClose till={till} />;
    case 'today':
      return <Today till={till} />;
    case 'devices':
      return <Devices till={till} />;
    case 'reconcile':
      return <Reconcile till={till} />;
    case 'accounts':
      return <Accounts till={till} />;
    case 'refund':
      return <Refund till={till} />;
    case 'desk':
      return <Desk till={till} />;
    case 'unsafe':
      return <Unsafe till={till} />;
  }
}
