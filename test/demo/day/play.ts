import type { DoneShown } from '../../../main/contract/snapshots.ts';
import type { Shop } from '../../support/shop.ts';
import { until } from '../../support/until.ts';
import { tellWorld } from '../../support/world-line.ts';
import { type CashDrawer, pay } from './pay.ts';
import type { Incident, PlannedSale } from './plan.ts';
import { ringUp } from './ring-up.ts';

export type PlayedDay = {
  readonly businessDay: string;
  /** What a hand counted in the drawer at the end. */
  readonly countedMinor: number;
  /** Sales of which the screen said that they are done. */
  readonly shownDone: readonly DoneShown[];
};

const floatMinor = 50_000;
/** Into a receipt, behind its number and before its end. */
const tornAfterBytes = 700;
const slowTimeoutMs = 60_000;

/** Plays the day: opens the shift, sells all that was planned, drains the queue, closes the shift. */
export async function playDay(
  shop: Shop,
  plan: readonly PlannedSale[],
  tell: (line: string) => void,
): Promise<PlayedDay> {
  const drawer: CashDrawer = { countedMinor: floatMinor };
  const shownDone: DoneShown[] = [];
  let serial = 0;
  let isPaperOut = false;
  await shop.openTill(undefined, floatMinor);
  const businessDay = shop.till.shift?.businessDay ?? '';

  for (const sale of plan) {
    if (sale.incident === 'paper-out') isPaperOut = true;
    if (sale.incident === 'paper-back') isPaperOut = false;
    if (sale.incident) tell(await happen(shop, sale.incident, shownDone.length));
    await ringUp(shop, sale);
    const isKilled = sale.incident === 'terminal-killed';
    const cashier = {
      shop,
      drawer,
      nextSerial: () => (serial += 1),
      interrupt: isKilled ? () => killAndRestart(shop) : null,
    };
    const done = await pay(cashier, sale.payment);
    shownDone.push(done);
    tell(describe(sale, done));
    if (sale.incident === 'receipt-torn') await reprintTorn(shop, done);
    else if (!isPaperOut) await untilPrinted(shop);
    await shop.terminal.must('sale.next', {});
  }
  await untilSent(shop);
  await shop.terminal.must('shift.close', { countedMinor: drawer.countedMinor });
  await untilSent(shop);
  return { businessDay, countedMinor: drawer.countedMinor, shownDone };
}

/** @param sales how many are done. @returns a line about it. */
async function happen(shop: Shop, incident: Incident, sales: number): Promise<string> {
  const { terminal, world } = shop;
  switch (incident) {
    case 'network-lost':
      await terminal.must('demo.network', { isOnline: false });
      await terminal.until(({ status }) => status.hub.state === 'paused', 'the network is lost');
      return '—— the network is lost: cash only';
    case 'network-back': {
      const { unsent } = shop.till.status.hub;
      await terminal.must('demo.network', { isOnline: true });
      await untilSent(shop);
      return `—— the network is back: ${unsent} records went to the hub`;
    }
    case 'paper-out':
      await terminal.must('demo.printer', { state: 'paper-out' });
      await terminal.until(
        ({ status }) => status.printer.reason === 'device.paper-out',
        'the printer is out of paper',
      );
      return '—— the printer is out of paper: receipts wait';
    case 'paper-back': {
      const before = wholePapers(shop);
      await terminal.must('demo.printer', { state: 'ready' });
      await until('what waited is printed', () => wholePapers(shop) === sales, slowTimeoutMs);
      return `—— new paper: ${sales - before} receipts came out`;
    }
    case 'receipt-torn':
      await tellWorld(world, { type: 'tear', bytes: tornAfterBytes });
      return '—— the next receipt is torn off by its cable';
    case 'terminal-killed':
      return '—— kill -9 in the middle of the next payment';
    default:
      return incident satisfies never;
  }
}

function wholePapers(shop: Shop): number {
  return shop.papers().filter(({ isCut }) => isCut).length;
}

async function untilPrinted({ terminal }: Shop): Promise<void> {
  await terminal.until(
    ({ done }) => done?.printing === 'printed',
    'the receipt is printed',
    slowTimeoutMs,
  );
}

async function untilSent({ terminal }: Shop): Promise<void> {
  await terminal.until(({ status }) => status.hub.unsent === 0, 'all is sent', slowTimeoutMs);
}

/** Half a receipt came out; the cashier gives the customer a whole one, which says that it is a copy. */
async function reprintTorn(shop: Shop, { saleId }: DoneShown): Promise<void> {
  const { terminal } = shop;
  const { notices } = await terminal.until(
    (till) => till.notices.some(({ code }) => code === 'receipt-interrupted'),
    'the torn receipt is noticed',
    slowTimeoutMs,
  );
  const card = notices.find(({ code }) => code === 'receipt-interrupted');
  await terminal.until(({ status }) => status.printer.health === 'ready', 'the printer is back');
  await terminal.must('receipt.reprint', { saleId });
  await untilPrinted(shop);
  await terminal.must('notice.dismiss', { noticeId: card?.id ?? '' });
}

async function killAndRestart(shop: Shop): Promise<void> {
  await shop.terminal.kill();
  await shop.startTerminal();
  await shop.untilReady();
}

function describe({ number, codes, twist, payment }: PlannedSale, done: DoneShown): string {
  const planned = 'scenario' in payment ? `${payment.kind} ${payment.scenario}` : payment.kind;
  const taken = done.tenders.map(({ provider, kind }) => provider ?? kind).join(' and ');
  const what = twist === 'none' ? '' : `, ${twist}`;
  const total = (done.totalMinor / 100).toFixed(2).padStart(8);
  return `${String(number).padStart(2)}  ${done.receiptNumber} ${total}  ${codes.length} scans${what}, ${planned}: ${taken}`;
}
