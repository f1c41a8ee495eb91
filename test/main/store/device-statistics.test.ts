import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newTill, type Till } from './fixture/till.ts';

let till: Till;

beforeEach(() => {
  till = newTill();
});
afterEach(() => till.clear());

const scans = (by: number) => new Map([['scanner', [{ name: 'GoodScanCount', by }]]]);

describe('a device’s counters', () => {
  it('count today and for life, and begin each day anew', () => {
    const { deviceStatistics } = till.open();
    deviceStatistics.add(scans(3), '2026-01-01');
    deviceStatistics.add(scans(4), '2026-01-01');
    expect(deviceStatistics.of('scanner', '2026-01-01')).toEqual([
      { name: 'GoodScanCount', today: 7, life: 7 },
    ]);
    expect(deviceStatistics.of('scanner', '2026-01-02')).toEqual([
      { name: 'GoodScanCount', today: 0, life: 7 },
    ]);
    deviceStatistics.add(scans(1), '2026-01-02');
    expect(deviceStatistics.of('scanner', '2026-01-02')).toEqual([
      { name: 'GoodScanCount', today: 1, life: 8 },
    ]);
  });

  it('survive the terminal, and are each device’s own', () => {
    const first = till.open();
    first.deviceStatistics.add(scans(5), '2026-01-01');
    first.close();
    const { deviceStatistics } = till.open();
    expect(deviceStatistics.of('scanner', '2026-01-01')).toMatchObject([{ life: 5 }]);
    expect(deviceStatistics.of('printer', '2026-01-01')).toEqual([]);
    deviceStatistics.forget('scanner');
    expect(deviceStatistics.of('scanner', '2026-01-01')).toEqual([]);
  });
});
