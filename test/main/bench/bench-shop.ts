import type { BenchDevice, BenchSnapshot } from '../../../main/contract/bench/snapshot.ts';
import { Shop } from '../../support/shop.ts';
import { until } from '../../support/until.ts';

export const technician = { staffId: 'staff-wu', pin: '3333' };
export const manager = { staffId: 'staff-chen', pin: '2222' };
export const cashier = { staffId: 'staff-lin', pin: '1111' };

/** A demo shop with somebody before its bench. */
export async function openBench(who = technician): Promise<Shop> {
  const shop = await Shop.open();
  await shop.startTerminal();
  await shop.untilReady();
  await standBefore(shop, who);
  return shop;
}

export async function standBefore(shop: Shop, who = technician): Promise<void> {
  await shop.terminal.must('access.sign-in', who);
  await shop.terminal.must('screen.show', { screen: 'devices' });
}

export async function benchOf(shop: Shop): Promise<BenchSnapshot> {
  const answer = await shop.terminal.query('bench.snapshot', {});
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
}

/** Waits for a bench that shows something. */
export function untilShown<Value>(
  shop: Shop,
  what: string,
  look: (bench: BenchSnapshot) => Value | undefined | false | null,
): Promise<Value> {
  return until(what, async () => look(await benchOf(shop)) ?? undefined);
}

export function deviceIn(bench: BenchSnapshot, deviceId: string): BenchDevice {
  const device = bench.devices.find(({ id }) => id === deviceId);
  if (!device) throw new Error(`the bench has no ${deviceId}`);
  return device;
}

/** Runs a test and waits for what came of it. */
export async function tryOut(
  shop: Shop,
  deviceId: string,
  test: NonNullable<BenchDevice['result']>['test'] & Parameters<typeof runTest>[2],
): Promise<NonNullable<BenchDevice['result']>> {
  const before = deviceIn(await benchOf(shop), deviceId).result?.at ?? 0;
  await runTest(shop, deviceId, test);
  return await untilShown(shop, `${test} of ${deviceId}`, (bench) => {
    const { result } = deviceIn(bench, deviceId);
    return result && result.at > before && result.test === test ? result : null;
  });
}

type TestName = Exclude<BenchDevice['running'], 'internal' | 'external' | 'interactive' | null>;

async function runTest(shop: Shop, deviceId: string, test: TestName): Promise<void> {
  await shop.terminal.must('bench.test', { deviceId, test });
}
