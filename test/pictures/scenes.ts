import { writeFileSync } from 'node:fs';
import { moneyScenes } from './money-scenes.ts';
import type { Scene } from './scene.ts';
import type { Stage } from './stage.ts';

function scan(stage: Stage, code: string): void {
  writeFileSync(stage.world.scannerPath, `${code}\r\n`, { flag: 'a' });
}

async function ringUp(stage: Stage, itemIds: readonly string[]): Promise<void> {
  for (const itemId of itemIds) await stage.command('sale.add-item', { itemId });
}

async function areDevicesReady(stage: Stage): Promise<void> {
  await stage.until(
    ({ status }) => status.scanner.health === 'ready' && status.printer.health === 'ready',
  );
}

const devicePlate = (place: number) => `.plates .plate:nth-child(${place}) .head`;

/** Touches what is about to appear. */
async function touchOnce(stage: Stage, selector: string): Promise<void> {
  await stage.sees(selector);
  await stage.touch(selector);
}

async function goBack(stage: Stage): Promise<void> {
  await stage.touch('.bench-head .button');
  await stage.sees('.check-all');
}

const stay = async (): Promise<void> => {};

/** A short day, in order: each scene begins where the one before it ended. */
export const scenes: readonly Scene[] = [
  { name: 'sign-in', play: areDevicesReady },
  { name: 'customer-closed', window: 'customer', play: stay },
  {
    name: 'shift-open',
    play: (stage) => stage.command('access.sign-in', { staffId: 'staff-chen', pin: '2222' }),
  },
  { name: 'sale-empty', play: (stage) => stage.command('shift.open', { floatMinor: 20_000 }) },
  { name: 'customer-idle', window: 'customer', play: stay },
  {
    name: 'sale',
    async play(stage) {
      await ringUp(stage, ['demo-0003', 'demo-0120', 'demo-0120', 'demo-0450']);
      scan(stage, '6901234567892');
      await stage.until(({ basket }) => basket?.lines.length === 4);
      const { basket } = await stage.until(() => true);
      const line = basket?.lines[1];
      if (line) {
        await stage.command('sale.discount-line', {
          lineId: line.id,
          discount: { kind: 'percent', basisPoints: 1_000 },
        });
      }
    },
  },
  { name: 'customer-basket', window: 'customer', play: stay },
  { name: 'sale-line', play: (stage) => stage.touch('[data-line]:nth-of-type(2) button') },
  {
    name: 'sale-search',
    async play(stage) {
      await stage.touch('.sheet header button');
      await stage.type('input', 'kkkl');
    },
  },
  {
    name: 'pay',
    async play(stage) {
      await stage.type('input', '');
      await stage.command('pay.begin', {});
    },
  },
  { name: 'customer-pay', window: 'customer', play: stay },
  {
    name: 'pay-waiting',
    async play(stage) {
      await stage.command('demo.pay', { scenario: 'never' });
      await stage.until(({ payment }) => payment?.phase === 'waiting');
    },
  },
  { name: 'customer-waiting', window: 'customer', play: stay },
  {
    name: 'pay-refused',
    async play(stage) {
      await stage.command('pay.stop', {});
      await stage.until(({ payment }) => payment?.phase === 'reversed');
    },
  },
  {
    name: 'done',
    async play(stage) {
      await stage.command('pay.dismiss', {});
      await stage.command('pay.cash', { tenderedMinor: 50_000 });
      await stage.until(({ done }) => done?.printing === 'printed');
    },
  },
  { name: 'customer-thanks', window: 'customer', play: stay },
  {
    name: 'demo',
    async play(stage) {
      await stage.command('sale.next', {});
      await stage.touch('.rail button');
    },
  },
  ...moneyScenes,
  {
    name: 'today',
    async play(stage) {
      await stage.command('screen.show', { screen: 'sale' });
      for (const itemId of ['demo-0010', 'demo-0200', 'demo-0333', 'demo-0700']) {
        await ringUp(stage, [itemId, itemId]);
        await stage.command('pay.begin', {});
        if (itemId === 'demo-0200') await stage.command('demo.pay', { scenario: 'paid' });
        else await stage.command('pay.cash', { tenderedMinor: 100_000 });
        await stage.until(({ done }) => done?.printing === 'printed');
        await stage.command('sale.next', {});
      }
      await stage.command('screen.show', { screen: 'today' });
    },
  },
  {
    name: 'devices',
    async play(stage) {
      await stage.command('screen.show', { screen: 'devices' });
      await touchOnce(stage, '.check-all button');
      await stage.sees('.plates .checked');
    },
  },
  {
    name: 'bench-scanner',
    async play(stage) {
      await stage.touch(devicePlate(1));
      scan(stage, '6901234567892');
      await stage.sees('.scan-newest');
    },
  },
  {
    name: 'bench-printer',
    async play(stage) {
      await goBack(stage);
      await touchOnce(stage, devicePlate(2));
      // The second row is the ruler, after the search for the Chinese encoding.
      await touchOnce(stage, '.step-row:nth-of-type(2) .button');
      await stage.sees('.step-row .outcome');
    },
  },
  {
    name: 'bench-drawer',
    async play(stage) {
      await goBack(stage);
      await touchOnce(stage, devicePlate(3));
      await touchOnce(stage, '.step-row .button');
      await stage.sees('.step-row .outcome');
    },
  },
  {
    name: 'bench-display',
    async play(stage) {
      await goBack(stage);
      await touchOnce(stage, devicePlate(4));
      await touchOnce(stage, '.step-row .button');
      await stage.sees('.step-row .outcome');
    },
  },
  {
    name: 'bench-scale',
    async play(stage) {
      await stage.command('demo.scale', { grams: 485 });
      await goBack(stage);
      await touchOnce(stage, devicePlate(5));
      await touchOnce(stage, '.step-row .button');
      await stage.sees('.step-row .outcome');
    },
  },
  {
    name: 'bench-reader',
    async play(stage) {
      await goBack(stage);
      await touchOnce(stage, devicePlate(6));
      await stage.command('demo.card', { card: 'transit' });
      await stage.sees('.card-seen');
    },
  },
  {
    name: 'bench-network',
    async play(stage) {
      await stage.command('demo.card', { card: null });
      await goBack(stage);
      await touchOnce(stage, '.plates:last-of-type .plate:nth-child(2) .head');
      await touchOnce(stage, '.check-line .button');
      await stage.sees('.hops');
    },
  },
  {
    name: 'bench-storage',
    async play(stage) {
      await goBack(stage);
      await touchOnce(stage, '.plates:last-of-type .plate:first-child .head');
      await touchOnce(stage, '.check-line .button');
      await stage.sees('.syncs');
    },
  },
  {
    name: 'bench-set-up',
    async play(stage) {
      await goBack(stage);
      await stage.touch('.header-actions .button');
      await touchOnce(stage, '.check-line .button');
      await stage.sees('.check-line .button:not(:disabled)');
    },
  },
  { name: 'shift-close', play: (stage) => stage.command('screen.show', { screen: 'shift-close' }) },
];
