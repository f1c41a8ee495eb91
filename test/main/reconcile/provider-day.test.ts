import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDay } from '../../../main/domain/business-day.ts';
import { dayStart, daysTouched, isDay, shiftDay } from '../../../main/reconcile/provider-day.ts';

const zones = ['Asia/Shanghai', 'UTC', 'America/New_York', 'Pacific/Kiritimati', 'Pacific/Niue'];

describe('a provider’s day', () => {
  it('begins with its first millisecond, wherever it is and whatever the clocks do', () => {
    const days = fc.date({
      min: new Date('2020-01-01'),
      max: new Date('2035-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(days, fc.constantFrom(...zones), (date, zone) => {
        const day = date.toISOString().slice(0, 10);
        const at = dayStart(day, zone);
        expect(localDay(at, zone)).toBe(day);
        expect(localDay(at - 1, zone)).toBe(shiftDay(day, -1));
      }),
      { numRuns: 300 },
    );
  });

  it('is 23 hours long where the clocks go forward', () => {
    const zone = 'America/New_York';
    expect(dayStart('2026-03-09', zone) - dayStart('2026-03-08', zone)).toBe(23 * 3_600_000);
  });

  it('is a day of the calendar', () => {
    expect(['2026-02-28', '2028-02-29'].map(isDay)).toEqual([true, true]);
    expect(['2026-02-29', '2026-13-01', '2026-00-10'].map(isDay)).toEqual([false, false, false]);
  });

  it('is touched by what crosses its midnight', () => {
    const at = Date.parse('2026-03-10T23:59:00+08:00');
    expect(daysTouched(at, at + 120_000, 'Asia/Shanghai')).toEqual(['2026-03-10', '2026-03-11']);
    expect(daysTouched(at, at, 'Asia/Shanghai')).toEqual(['2026-03-10']);
  });
});
