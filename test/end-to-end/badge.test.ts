import { afterAll, beforeAll, expect, it } from 'vitest';
import { Shop } from '../support/shop.ts';
import { until } from '../support/until.ts';

let shop: Shop;

beforeAll(async () => {
  shop = await Shop.open();
  await shop.startTerminal();
  await shop.untilReady();
}, 180_000);

afterAll(() => shop.close());

it('a staff badge names who wants to sign in, and the PIN alone lets anybody in', async () => {
  const { terminal } = shop;
  await terminal.must('demo.card', { card: 'badge' });
  await terminal.until(({ badgeStaffId }) => badgeStaffId === 'staff-lin', 'the badge is read');
  expect(shop.till.staff).toBeNull();
  const wrong = await terminal.command('access.sign-in', { staffId: 'staff-lin', pin: '9999' });
  expect(wrong).toMatchObject({ ok: false, error: { code: 'pin.wrong' } });
  await terminal.must('access.sign-in', { staffId: 'staff-lin', pin: '1111' });
  await terminal.until(
    ({ staff, badgeStaffId }) => staff?.id === 'staff-lin' && badgeStaffId === null,
    'she is in',
  );
});

it('a transit card at the sign-in screen names nobody', async () => {
  const { terminal } = shop;
  await terminal.must('access.sign-out', {});
  await terminal.must('demo.card', { card: 'transit' });
  await terminal.must('access.sign-in', { staffId: 'staff-wu', pin: '3333' });
  await until('both cards are counted', async () => {
    const bench = await terminal.query('bench.snapshot', {});
    const reader = bench.ok ? bench.value.devices.find(({ kind }) => kind === 'reader') : null;
    return reader?.counters.some(({ name, life }) => name === 'GoodReadCount' && life === 2);
  });
  await terminal.must('access.sign-out', {});
  expect(shop.till.badgeStaffId).toBeNull();
});
