import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDay, localHour, localTime } from '../../../main/domain/business-day.ts';

const at = (text: string) => Date.parse(text);

describe('the day of a store', () => {
  it.each([
    ['2026-01-31T15:59:59Z', 'Asia/Shanghai', '2026-01-31'],
    ['2026-01-31T16:00:00Z', 'Asia/Shanghai', '2026-02-01'],
    ['2026-01-01T04:59:59Z', 'America/New_York', '2025-12-31'],
    ['2024-02-29T12:00:00Z', 'Asia/Urumqi', '2024-02-29'],
    ['2026-06-30T18:15:00Z', 'Asia/Kathmandu', '2026-07-01'],
  ])('at %s in %s is %s', (moment, zone, day) => {
    expect(localDay(at(moment), zone)).toBe(day);
  });

  it('is the same all day in Shanghai, which keeps one time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_399_999 }), (sinceMidnight) => {
        const midnight = at('2026-03-07T16:00:00Z');
        return localDay(midnight + sinceMidnight, 'Asia/Shanghai') === '2026-03-08';
      }),
    );
  });
});

describe('the hour of a store', () => {
  it.each([
    ['2026-01-31T16:00:00Z', 'Asia/Shanghai', 0],
    ['2026-01-31T15:59:59Z', 'Asia/Shanghai', 23],
    ['2026-06-30T18:15:00Z', 'Asia/Kathmandu', 0],
  ])('at %s in %s is %d', (moment, zone, hour) => {
    expect(localHour(at(moment), zone)).toBe(hour);
  });

  it('is skipped in spring and comes twice in autumn where clocks are changed', () => {
    const hours = (start: string, count: number) =>
      Array.from({ length: count }, (_, hour) =>
        localHour(at(start) + hour * 3_600_000, 'Europe/Berlin'),
      );
    expect(hours('2026-03-29T00:00:00Z', 3)).toEqual([1, 3, 4]);
    expect(hours('2026-10-24T23:00:00Z', 4)).toEqual([1, 2, 2, 3]);
  });

  it('is from 0 to 23 at any moment in any zone', () => {
    const zones = fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/St_Johns', 'UTC');
    const moments = fc.integer({ min: 0, max: 4_102_444_800_000 });
    fc.assert(
      fc.property(moments, zones, (moment, zone) => {
        const hour = localHour(moment, zone);
        const time = localTime(moment, zone);
        expect(time).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
        expect(time.slice(0, 10)).toBe(localDay(moment, zone));
        return Number.isInteger(hour) && hour === Number(time.slice(11, 13)) && hour < 24;
      }),
    );
  });
});

it('midnight on a receipt is 00, not 24', () => {
  expect(localTime(at('2026-01-31T16:00:00Z'), 'Asia/Shanghai')).toBe('2026-02-01 00:00:00');
});
