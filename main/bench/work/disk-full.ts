import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PosError } from '../../contract/failure.ts';
import { findingsIn } from './check-scratch.ts';
import { openScratchShop, type ScratchShop } from './scratch-shop.ts';

export type DrillOutcome = {
  readonly isPassed: boolean;
  readonly facts: Readonly<Record<string, string | number>>;
};

/** A full disk comes long before so many sales. */
const salesMax = 5_000;

/** How the scratch shop's disk is made full, and emptied again. */
type Fault = { readonly method: string; begin(): void; end(): void };

/**
 * Sells in a scratch shop until its disk is full. It passes when selling stopped with `store.full`,
 * the sale that did not fit is not there, all before it are, and selling goes on when there is room.
 */
export function drillDiskFull(folder: string, hasOwnDisk: boolean): DrillOutcome {
  const shop = openScratchShop(folder);
  const fault = hasOwnDisk ? smallDisk(folder) : pageLimit(shop);
  shop.sell(1);
  fault.begin();
  const { sold, code } = sellUntilRefused(shop, 2);
  const refused = sold + 1;
  const isLost = !allSold(shop, sold) || shop.isSold(refused);
  fault.end();
  const resumed = sellUntilRefused(shop, refused, refused + 10);
  const hasResumed = resumed.code === 'none' && allSold(shop, resumed.sold);
  shop.store.close();
  const findings = findingsIn(shop.path);
  return {
    isPassed: code === 'store.full' && !isLost && hasResumed && findings === 0,
    facts: { method: fault.method, stoppedWith: code, salesKept: resumed.sold, findings },
  };
}

function sellUntilRefused(
  shop: ScratchShop,
  from: number,
  to = salesMax,
): { readonly sold: number; readonly code: string } {
  for (let number = from; number <= to; number += 1) {
    try {
      shop.sell(number);
    } catch (error) {
      if (!(error instanceof PosError)) throw error;
      return { sold: number - 1, code: error.failure.code };
    }
  }
  return { sold: to, code: 'none' };
}

function allSold(shop: ScratchShop, last: number): boolean {
  for (let number = 1; number <= last; number += 1) if (!shop.isSold(number)) return false;
  return true;
}

/** The folder is a small file system of its own: something else fills it up. */
function smallDisk(folder: string): Fault {
  const ballast = join(folder, 'ballast');
  return {
    method: 'tmpfs',
    begin() {
      const { bavail, bsize } = statfsSync(folder);
      const roomBytes = 256 * 1024;
      writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - roomBytes)));
    },
    end: () => rmSync(ballast),
  };
}

/** Where no file system can be made: SQLite is told that no page is left, and answers as for a full disk. */
function pageLimit({ store }: ScratchShop): Fault {
  const pages = (): number =>
    Number(store.database.prepare('PRAGMA page_count').get()?.page_count ?? 0);
  return {
    method: 'page-limit',
    begin: () => store.database.exec(`PRAGMA max_page_count = ${pages() + 8}`),
    end: () => store.database.exec('PRAGMA max_page_count = 1073741823'),
  };
}
