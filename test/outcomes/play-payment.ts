import type { TillSnapshot } from '../../main/contract/snapshots.ts';
import { orderNumberOf } from '../../main/payments/attempt.ts';
import { emvCodeFor } from '../simulators/acquirer/emv.ts';
import { codeFor as acquirerCode } from '../simulators/acquirer/scenarios.ts';
import { codeFor as alipayCode } from '../simulators/alipay/scenarios.ts';
import { isScenarioName, codeFor as wechatCode } from '../simulators/wechat/scenarios.ts';
import { readSales } from '../support/records.ts';
import { until } from '../support/until.ts';
import { type End, notPaid, paid, reversed, unverified } from './ends.ts';
import type { Lane } from './lane.ts';
import type { Play } from './plan.ts';

/** What the goods cost, fen. */
export const priceMinor = 200;

/** The longest way there is, a shown code that Alipay never hears of, takes 48 s in a rehearsal. */
const endTimeoutMs = 150_000;

const manager = { staffId: 'staff-chen', pin: '2222', reason: '顾客出示了账单' };

export type Played = {
  readonly end: End;
  readonly orderNumber: string;
  /** Of the finished sale; null when it was not paid. */
  readonly saleId: string | null;
  readonly receiptNumber: string | null;
};

/** Rings something up, has it paid as the play wants, and waits for the end. Leaves the end on the screen. */
export async function playPayment(lane: Lane, play: Play): Promise<Played> {
  const { terminal } = lane;
  await terminal.must('sale.add-item', { itemId: 'demo-0001' });
  await terminal.must('pay.begin', {});
  await begin(lane, play);
  const started = await terminal.until(
    (till) => till.payment !== null || till.done !== null,
    'the payment is shown',
  );
  const attemptId = started.payment?.attemptId ?? started.done?.tenders[0]?.id ?? '';
  await act(lane, play);
  const till = await terminal.until((shown) => hasEnded(shown), 'the end', endTimeoutMs);
  return {
    end: endOf(lane, till),
    orderNumber: orderNumberOf(attemptId),
    saleId: till.done?.saleId ?? null,
    receiptNumber: till.done?.receiptNumber ?? null,
  };
}

async function begin(lane: Lane, play: Play): Promise<void> {
  const { terminal, providers } = lane;
  if (play.way === 'presented') {
    await terminal.must('pay.code', { code: codeOfCustomer(lane, play) });
    // no rule knows the code, so the cashier is asked
    const { ask } = await terminal.until(
      (till) => till.ask !== null || till.payment !== null || till.done !== null,
      'the code was taken',
    );
    if (ask && play.wallet !== 'emv') {
      await terminal.must('pay.choose', { askId: ask.askId, wallet: play.wallet });
    }
    return;
  }
  const { script } = play;
  if (script.of === 'wechat') providers.wechat.next(script.scenario);
  if (script.of === 'alipay') providers.alipay.next(script.scenario);
  if (script.of === 'acquirer') providers.acquirer.next(script.scenario);
  if (script.of === 'card' && play.what === 'payment') providers.card.next(script.scenario);
  await terminal.must('pay.start', { way: play.way, accountId: play.provider });
}

/** The code on the customer's phone; its last digits are the scenario. */
function codeOfCustomer(lane: Lane, { script, wallet, what }: Play): string {
  const serial = lane.nextSerial();
  switch (script.of) {
    case 'wechat':
      if (!isScenarioName(script.scenario)) throw new Error(`${script.scenario} has no code`);
      return wechatCode(script.scenario, serial);
    case 'wechat-refund':
      return wechatCode('paid', serial);
    case 'alipay':
      return alipayCode(script.scenario, serial);
    case 'acquirer':
      return wallet === 'emv' || wallet === null
        ? emvCodeFor(script.scenario, serial)
        : acquirerCode(wallet, script.scenario, serial);
    case 'card':
    case 'nobody':
      throw new Error(`no code is presented for a ${what} by ${script.of}`);
  }
}

/** What people do while it goes on. */
async function act(lane: Lane, play: Play): Promise<void> {
  const { terminal } = lane;
  const { doing, provider } = play;
  if (doing === 'wait') return;
  const till = await terminal.until(
    (shown) => hasEnded(shown) || isToBeActedOn(shown),
    'there is something to act on',
    endTimeoutMs,
  );
  const { payment } = till;
  if (hasEnded(till) || payment?.phase === 'reversing') return;
  switch (doing) {
    case 'stop':
      await untilScanned(lane, play, payment?.shown ?? '');
      return await terminal.must('pay.stop', {});
    case 'pay-shown':
      if (!payShown(lane, provider, payment?.shown ?? '')) throw new Error('nobody could pay it');
      return;
    case 'accept': {
      const cashier = { staffId: 'staff-lin', pin: '1111', reason: '' };
      const refused = await terminal.command('pay.accept', { approval: cashier });
      if (refused.ok) throw new Error('a cashier’s word was enough');
      return await terminal.must('pay.accept', { approval: manager });
    }
    default:
      doing satisfies never;
  }
}

/** At Alipay there is no trade before the customer scans: whoever pays late has scanned by then. */
async function untilScanned({ providers }: Lane, { script }: Play, shown: string): Promise<void> {
  if (script.of !== 'alipay' || script.scenario === 'paid') return;
  const { alipay } = providers;
  await until('the customer has scanned it', () =>
    alipay.ledger().orders.some(({ qrCode, isScanned }) => qrCode === shown && isScanned),
  );
}

/** A code is there to be paid, or there will be none. */
function isToBeActedOn({ payment }: TillSnapshot): boolean {
  return payment !== null && (payment.shown !== null || payment.phase === 'reversing');
}

function payShown(
  { providers: { wechat, alipay, acquirer } }: Lane,
  provider: Play['provider'],
  content: string,
): boolean {
  if (provider === 'wechat') return wechat.payShown(content);
  if (provider === 'alipay') return alipay.payShown(content);
  return acquirer.payShown(content, 'unionpay');
}

function hasEnded({ screen, done, payment }: TillSnapshot): boolean {
  if (screen === 'done' && done !== null) return true;
  return payment?.phase === 'failed' || payment?.phase === 'reversed' || payment?.phase === 'late';
}

function endOf({ dataDir }: Lane, { done, payment }: TillSnapshot): End {
  if (done !== null) {
    const sale = readSales(dataDir).find(({ saleId }) => saleId === done.saleId);
    return sale?.tenders.every(({ isVerified }) => isVerified !== false) ? paid : unverified;
  }
  if (payment?.phase === 'reversed' && payment.failure?.code === 'payment.reversed') {
    return reversed;
  }
  return notPaid(payment?.failure?.code ?? 'internal');
}
