import type { StoreDay } from '../../../hub/reports.ts';
import type { DayReport } from '../../../main/contract/queries.ts';
import type { CompletedSale } from '../../../main/domain/sale.ts';
import type { ClosedShift } from '../../../main/domain/shift.ts';
import type { Ledger } from '../../simulators/wechat/orders.ts';
import type { Paper } from '../../support/papers.ts';
import { readHubDay, readJournal, readLedger, readSales } from '../../support/records.ts';
import type { Shop } from '../../support/shop.ts';

/** What each party says about the day, in its own words. */
export type Witnesses = {
  readonly report: DayReport;
  readonly sales: readonly CompletedSale[];
  readonly shift: ClosedShift;
  readonly hub: StoreDay;
  readonly ledger: Ledger;
  readonly papers: readonly Paper[];
};

/** Asks them all. @throws Error when one of them does not answer. */
export async function hearWitnesses(shop: Shop, businessDay: string): Promise<Witnesses> {
  const report = await shop.terminal.query('report.day', { businessDay });
  const hub = await readHubDay(shop.world, businessDay);
  const [shift] = readJournal(shop.dataDir, 'shift.closed') as ClosedShift[];
  if (!report.ok || !hub || !shift) throw new Error('the day has no report, at a hub or here');
  return {
    report: report.value,
    sales: readSales(shop.dataDir),
    shift,
    hub,
    ledger: await readLedger(shop.world.wechatOrigin),
    papers: shop.papers(),
  };
}
