import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type DisplaySimulator,
  startDisplaySimulator,
} from '../../drivers/display/simulator/simulator.ts';
import {
  type ScaleSimulator,
  startScaleSimulator,
} from '../../drivers/scale/simulator/simulator.ts';
import { readJournal, readSales } from '../support/records.ts';
import { Shop } from '../support/shop.ts';
import { until } from '../support/until.ts';

let shop: Shop;
let scale: ScaleSimulator;
let display: DisplaySimulator;
let apples: string;

beforeAll(async () => {
  [shop, scale, display] = await Promise.all([
    Shop.open(),
    startScaleSimulator('mt-sics', { type: 'tcp' }),
    startDisplaySimulator('cd5220', { type: 'tcp' }),
  ]);
  await shop.changeSettings((settings) => ({
    ...settings,
    devices: [
      ...settings.devices.filter(({ kind }) => kind !== 'scale' && kind !== 'display'),
      {
        id: 'scale',
        kind: 'scale',
        transport: tcp(scale.transport),
        protocol: 'mt-sics',
      },
      {
        id: 'display',
        kind: 'display',
        transport: tcp(display.transport),
        protocol: 'cd5220',
        charset: 'gb18030',
      },
    ],
  }));
  await shop.startTerminal();
  await shop.untilReady(false);
  await shop.openTill();
  const found = await shop.terminal.query('catalogue.search', { text: 'fuji' });
  const item = found.ok ? found.value.find(({ soldBy }) => soldBy === 'weight') : undefined;
  if (!item) throw new Error('the catalogue has no apples');
  apples = item.id;
}, 180_000);

afterAll(async () => {
  await shop.close();
  await scale.close();
  await display.close();
});

function tcp(transport: ScaleSimulator['transport'] | DisplaySimulator['transport']) {
  if (transport.type !== 'tcp') throw new Error('not on the network');
  return { ...transport };
}

/** Opens the weigh sheet, as the page does, and waits for a steady weight. */
async function weighed(milligrams: number): Promise<string> {
  await shop.terminal.must('scale.watch', { isWatching: true });
  const till = await shop.terminal.until(
    (snapshot) => snapshot.scale?.reading?.milligrams === milligrams,
    `${milligrams} mg are shown`,
  );
  return till.scale?.reading?.id ?? '';
}

it('a weighed item gets its weight from the scale, and the journal what the scale said', async () => {
  scale.put('0.358');
  scale.setCondition('moving');
  await shop.terminal.must('scale.watch', { isWatching: true });
  await shop.terminal.until(
    (till) => till.scale?.failure === 'device.unstable',
    'the goods are seen to move',
  );
  scale.setCondition('stable');
  const readingId = await weighed(358_000);
  await shop.terminal.must('sale.add-item', { itemId: apples, readingId });
  await shop.terminal.must('scale.watch', { isWatching: false });
  const till = await shop.terminal.until(({ basket }) => basket?.lines.length === 1, 'it is in');
  expect(till.scale).toEqual({ reading: null, failure: null });
  // 11.80 yuan a kilogram
  expect(till.basket?.lines).toMatchObject([
    { quantityMilli: 358, unitPriceMinor: 1_180, amountMinor: 422 },
  ]);
  await until('the display shows it', () => display.lines()[0].startsWith('0.358kg 红富士'));
  expect(display.lines()[1]).toBe('合计            4.22');

  await shop.terminal.must('pay.begin', {});
  await shop.terminal.must('pay.cash', { tenderedMinor: 500 });
  await until('the display shows the change', () => display.lines()[1] === '找零            0.78');
  const raw = 'S S      0.358 kg\\x0d\\x0a';
  expect(readSales(shop.dataDir).at(-1)?.lines).toMatchObject([
    { quantityMilli: 358, weighed: { milligrams: 358_000, raw } },
  ]);
  await shop.terminal.must('sale.next', {});
});

it('a weight that has changed since it was shown is not taken', async () => {
  scale.put('1.250');
  const readingId = await weighed(1_250_000);
  scale.put('0.900');
  await weighed(900_000);
  const late = await shop.terminal.command('sale.add-item', { itemId: apples, readingId });
  expect(late).toMatchObject({ ok: false, error: { code: 'device.unstable' } });
  expect(shop.till.basket?.lines ?? []).toEqual([]);
  await shop.terminal.must('scale.watch', { isWatching: false });
});

it('an overloaded or unplugged scale says so, and the weight can still be typed', async () => {
  scale.setCondition('overload');
  await shop.terminal.must('scale.watch', { isWatching: true });
  await shop.terminal.until(
    (till) => till.scale?.failure === 'device.out-of-range',
    'it is overloaded',
  );
  await scale.unplug();
  await shop.terminal.until((till) => till.scale?.failure === 'device.offline', 'it is off');
  await shop.terminal.must('sale.add-item', { itemId: apples, quantityMilli: 2_000 });
  await scale.replug();
  scale.put('0.100');
  await weighed(100_000);
  await shop.terminal.must('scale.watch', { isWatching: false });
  const lineId = shop.till.basket?.lines[0]?.id ?? '';
  await shop.terminal.must('sale.remove-line', { lineId });
  expect(readJournal(shop.dataDir, 'line.voided').at(-1)).not.toHaveProperty('weighed');
});
