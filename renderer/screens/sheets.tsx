import { sheet } from '../state.ts';
import { KeyFileSheet } from './accounts/key-file-sheet.tsx';
import { SwitchSheet } from './accounts/switch-sheet.tsx';
import { RawSheet } from './bench/raw-sheet.tsx';
import { UnbindSheet } from './bench/unbind-sheet.tsx';
import { DecideSheet, ReturnSheet } from './desk/desk-sheets.tsx';
import { TerminalSheet } from './devices/terminal-sheet.tsx';
import { DrawerSheet } from './frame/drawer-sheet.tsx';
import { MenuSheet } from './frame/menu-sheet.tsx';
import { StatusSheet } from './frame/status-sheet.tsx';
import { AcceptSheet } from './pay/accept-sheet.tsx';
import { PayWaySheet } from './pay/pay-way-sheet.tsx';
import { SplitSheet } from './pay/split-sheet.tsx';
import { TypeCodeSheet } from './pay/type-code-sheet.tsx';
import { DifferenceSheet } from './reconcile/difference-sheet.tsx';
import { StatementFileSheet } from './reconcile/statement-file-sheet.tsx';
import { RefundApprovalSheet, RefundCashSheet } from './refund/refund-sheets.tsx';
import { CancelSheet } from './sale/cancel-sheet.tsx';
import { LineSheet } from './sale/line-sheet.tsx';
import { SaleDiscountSheet } from './sale/sale-discount-sheet.tsx';
import { SuspendedSheet } from './sale/suspended-sheet.tsx';
import { WeighSheet } from './sale/weigh-sheet.tsx';

/** The sheet that is open, if any. */
export function OpenSheet() {
  const open = sheet.value;
  switch (open?.kind) {
    case undefined:
      return null;
    case 'line':
      return <LineSheet key={open.lineId} lineId={open.lineId} />;
    case 'weigh':
      return <WeighSheet key={open.item.id} item={open.item} />;
    case 'sale-discount':
      return <SaleDiscountSheet />;
    case 'suspended':
      return <SuspendedSheet />;
    case 'cancel-sale':
      return <CancelSheet />;
    case 'split':
      return <SplitSheet />;
    case 'pay-way':
      return <PayWaySheet way={open.way} />;
    case 'accept-payment':
      return <AcceptSheet />;
    case 'refund-approval':
      return <RefundApprovalSheet made={open.made} totalMinor={open.totalMinor} />;
    case 'refund-cash':
      return <RefundCashSheet key={open.partId} partId={open.partId} />;
    case 'desk-return':
      return <ReturnSheet key={open.row.id} row={open.row} />;
    case 'desk-decide':
      return <DecideSheet key={open.row.id} row={open.row} />;
    case 'type-code':
      return <TypeCodeSheet />;
    case 'key-file':
      return <KeyFileSheet accountId={open.accountId} keyName={open.keyName} />;
    case 'switch-merchant':
      return <SwitchSheet merchantId={open.merchantId} from={open.from} to={open.to} />;
    case 'statement-file':
      return <StatementFileSheet accountId={open.accountId} day={open.day} />;
    case 'difference':
      return <DifferenceSheet difference={open.difference} />;
    case 'status':
      return <StatusSheet />;
    case 'menu':
      return <MenuSheet />;
    case 'drawer':
      return <DrawerSheet />;
    case 'bench-raw':
      return <RawSheet deviceId={open.deviceId} />;
    case 'bench-unbind':
      return <UnbindSheet deviceId={open.deviceId} />;
    case 'terminal':
      return <TerminalSheet command={open.command} />;
  }
}
