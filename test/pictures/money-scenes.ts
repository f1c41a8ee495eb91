import type { PayWay } from '../../main/contract/payments/names.ts';
import type { Scene } from './scene.ts';
import type { Stage } from './stage.ts';

/** Money in every way, and what is done about it afterwards. */

async function beginPaying(stage: Stage): Promise<void> {
  await stage.command('sale.add-item', { itemId: 'demo-0120' });
  await stage.command('sale.add-item', { itemId: 'demo-0003' });
  await stage.command('pay.begin', {});
}

async function start(stage: Stage, way: Exclude<PayWay, 'presented'>, accountId: string) {
  await stage.command('pay.start', { way, accountId });
  await stage.until(({ payment }) => payment !== null && payment.phase !== 'asking');
}

async function stop(stage: Stage): Promise<void> {
  await stage.command('pay.stop', {});
  await stage.until(({ payment }) => payment?.phase === 'reversed' || payment?.phase === 'failed');
  await stage.command('pay.dismiss', {});
}

const stay = async (): Promise<void> => {};
const manager = { staffId: 'staff-chen', pin: '2222', reason: '看到了顾客的账单' };

/** Begins and ends on the sale screen with an empty basket and an open shift. */
export const moneyScenes: readonly Scene[] = [
  {
    name: 'pay-showing',
    async play(stage) {
      await stage.touch('.rail button');
      await beginPaying(stage);
      await start(stage, 'shown', 'alipay');
    },
  },
  { name: 'customer-showing', window: 'customer', play: stay },
  {
    name: 'pay-link',
    async play(stage) {
      await stop(stage);
      await start(stage, 'link', 'unionpay');
    },
  },
  {
    name: 'pay-printed-code',
    async play(stage) {
      await stop(stage);
      await start(stage, 'static', 'static');
    },
  },
  {
    name: 'pay-unknown',
    async play(stage) {
      await stage.command('pay.accept', { approval: manager });
      await stage.until(({ done }) => done !== null);
      await stage.command('sale.next', {});
      await beginPaying(stage);
      await stage.command('demo.pay', { scenario: 'lost-answer', wallet: 'unionpay' });
      await stage.until(({ payment }) => payment?.phase === 'unknown');
    },
  },
  {
    name: 'pay-question',
    async play(stage) {
      await stage.until(({ done }) => done !== null);
      await stage.command('sale.next', {});
      await beginPaying(stage);
      await stage.command('pay.code', { code: '990000000000000042' });
      await stage.until(({ ask }) => ask !== null);
    },
  },
  {
    name: 'refund',
    async play(stage) {
      const { ask } = await stage.until(() => true);
      await stage.command('pay.choose', { askId: ask?.askId ?? '', wallet: null });
      await stage.command('demo.pay', { scenario: 'paid', wallet: 'alipay' });
      const { done } = await stage.until((till) => till.done !== null);
      await stage.command('sale.next', {});
      await stage.command('refund.open', { saleId: done?.saleId ?? '' });
      await stage.until(({ screen }) => screen === 'refund');
    },
  },
  {
    name: 'refund-made',
    async play(stage) {
      const { refund } = await stage.until((till) => till.refund !== null);
      const [line] = refund?.lines ?? [];
      await stage.command('refund.make', {
        saleId: refund?.saleId ?? '',
        lines: line ? [{ lineId: line.lineId, quantityMilli: line.leftMilli }] : [],
        amountMinor: null,
        reason: '质量问题',
        approval: null,
      });
      await stage.until((till) => till.refund?.document?.state === 'completed');
    },
  },
  {
    name: 'doubt-desk',
    async play(stage) {
      await stage.command('refund.leave', {});
      await stage.command('screen.show', { screen: 'desk' });
      await stage.until(({ screen }) => screen === 'desk');
    },
  },
  {
    name: 'reconciliation',
    async play(stage) {
      await stage.command('screen.show', { screen: 'sale' });
      for (const scenario of ['paid', 'lost-answer'] as const) {
        await beginPaying(stage);
        await stage.command('demo.pay', { scenario });
        await stage.until(({ done }) => done !== null);
        await stage.command('sale.next', {});
      }
      const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(
        Date.now(),
      );
      for (const accountId of ['wechat', 'alipay', 'unionpay']) {
        await stage.command('reconcile.fetch', { accountId, day });
      }
      await stage.command('screen.show', { screen: 'reconcile' });
      await stage.until(({ screen }) => screen === 'reconcile');
    },
  },
  {
    name: 'reconciliation-day',
    async play(stage) {
      await stage.sees('.day-cell.open');
      await stage.touch('.day-cell.open');
      await stage.sees('.figures');
    },
  },
  {
    name: 'accounts',
    async play(stage) {
      await stage.command('screen.show', { screen: 'accounts' });
      await stage.until(({ screen }) => screen === 'accounts');
    },
  },
];
