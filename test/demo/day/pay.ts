import type { DoneShown, TillSnapshot } from '../../../main/contract/snapshots.ts';
import { codeFor, type ScenarioName } from '../../simulators/wechat/scenarios.ts';
import type { Shop } from '../../support/shop.ts';
import { scan } from '../../support/world-line.ts';
import type { Payment } from './plan.ts';

/** The drawer as a hand would count it: what came in less what went out. */
export type CashDrawer = { countedMinor: number };

export type Cashier = {
  readonly shop: Shop;
  readonly drawer: CashDrawer;
  /** Payment codes live once; this numbers them. */
  nextSerial(): number;
  /** Called in the middle of a wallet payment. */
  readonly interrupt: (() => Promise<void>) | null;
};

const hundredYuanMinor = 10_000;
const slowTimeoutMs = 60_000;

/** Takes the money for the basket, as planned. @returns the finished sale as the screen shows it. */
export async function pay(cashier: Cashier, payment: Payment): Promise<DoneShown> {
  const { terminal } = cashier.shop;
  await terminal.must('pay.begin', {});
  switch (payment.kind) {
    case 'cash-exact':
      await payCash(cashier, dueOf(cashier.shop));
      break;
    case 'cash-with-change':
      await payCash(cashier, withNotes(dueOf(cashier.shop)));
      break;
    case 'wallet':
      await showCode(cashier, payment.scenario);
      if (cashier.interrupt) await payCashIfGivenUp(cashier);
      break;
    case 'wallet-then-cash':
      await showCode(cashier, payment.scenario);
      await terminal.until(hasFailed, `${payment.scenario} ends without the money`, slowTimeoutMs);
      await payCashInstead(cashier);
      break;
    case 'split':
      await paySplit(cashier);
      break;
    case 'wallet-offline-then-cash':
      await beRefusedOffline(cashier);
      await payCash(cashier, dueOf(cashier.shop));
      break;
    default:
      payment satisfies never;
  }
  return await untilDone(cashier.shop);
}

async function untilDone(shop: Shop): Promise<DoneShown> {
  const { done } = await shop.terminal.until(
    ({ screen, done: shown }) => screen === 'done' && shown !== null,
    'the sale is done',
    slowTimeoutMs,
  );
  if (!done) throw new Error('nothing is done');
  return done;
}

function dueOf({ till }: Shop): number {
  const { basket } = till;
  if (!basket) throw new Error('there is nothing to pay');
  return basket.dueCashMinor;
}

/** What a customer puts down who has nothing but large notes. */
function withNotes(dueMinor: number): number {
  return Math.ceil(dueMinor / hundredYuanMinor) * hundredYuanMinor;
}

async function payCash({ shop, drawer }: Cashier, tenderedMinor: number): Promise<void> {
  await shop.terminal.must('pay.cash', { tenderedMinor });
  const { changeMinor } = await untilDone(shop);
  drawer.countedMinor += tenderedMinor - changeMinor;
}

async function showCode(cashier: Cashier, scenario: ScenarioName): Promise<void> {
  const { shop, interrupt } = cashier;
  await scan(shop.world, codeFor(scenario, cashier.nextSerial()));
  await shop.terminal.until(
    ({ payment, screen }) => payment !== null || screen === 'done',
    `the payment code for ${scenario} is read`,
  );
  if (!interrupt) return;
  await shop.terminal.until(({ payment }) => payment?.phase === 'waiting', 'the customer is asked');
  await interrupt();
}

/**
 * After a power cut the attempt goes on by asking. A terminal that is back only after the deadline
 * gives the money back instead, and the customer pays again.
 */
async function payCashIfGivenUp(cashier: Cashier): Promise<void> {
  const till = await cashier.shop.terminal.until(
    (shown) => shown.screen === 'done' || hasFailed(shown),
    'the payment is carried to its end',
    slowTimeoutMs,
  );
  if (till.screen !== 'done') await payCashInstead(cashier);
}

async function payCashInstead(cashier: Cashier): Promise<void> {
  await cashier.shop.terminal.must('pay.dismiss', {});
  await payCash(cashier, withNotes(dueOf(cashier.shop)));
}

function hasFailed({ payment }: TillSnapshot): boolean {
  return payment?.phase === 'failed' || payment?.phase === 'reversed';
}

async function paySplit(cashier: Cashier): Promise<void> {
  const { shop } = cashier;
  const half = Math.ceil(dueOf(shop) / 2);
  await shop.terminal.must('pay.split', { amountMinor: half });
  await showCode(cashier, 'paid');
  await shop.terminal.until(
    ({ basket }) => basket?.tenders.length === 1,
    'the wallet has paid its half',
  );
  await payCash(cashier, dueOf(shop));
}

/** Without a network the wallet is refused at once, with the reason, and nothing is charged. */
async function beRefusedOffline(cashier: Cashier): Promise<void> {
  const { shop } = cashier;
  await scan(shop.world, codeFor('paid', cashier.nextSerial()));
  await shop.terminal.until(
    ({ notices, payment }) =>
      payment === null && notices.some(({ code }) => code === 'payment.provider-unreachable'),
    'the wallet is refused because the network is lost',
  );
}
