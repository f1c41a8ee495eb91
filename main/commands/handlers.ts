import { accessCommands } from './access.ts';
import { accountCommands } from './account.ts';
import { benchCommands } from './bench.ts';
import type { Handlers } from './context.ts';
import { demoCommands } from './demo.ts';
import { deskCommands } from './desk.ts';
import { paperCommands } from './paper.ts';
import { payCommands } from './pay.ts';
import { payWayCommands } from './pay-ways.ts';
import { reconcileCommands } from './reconcile.ts';
import { refundCommands } from './refund.ts';
import { saleCommands } from './sale.ts';
import { saleLifeCommands } from './sale-life.ts';
import { shiftCommands } from './shift.ts';
import { terminalLifeCommands } from './terminal-life.ts';

/** Every command has exactly one handler: a missing one does not compile. */
export const handlers: Handlers = {
  ...accessCommands,
  ...shiftCommands,
  ...saleCommands,
  ...saleLifeCommands,
  ...payCommands,
  ...payWayCommands,
  ...refundCommands,
  ...deskCommands,
  ...reconcileCommands,
  ...accountCommands,
  ...paperCommands,
  ...terminalLifeCommands,
  ...benchCommands,
  ...demoCommands,
};
