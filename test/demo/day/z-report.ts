import type { DayReport } from '../../../main/contract/queries.ts';
import { formatMinor } from '../../../main/domain/format.ts';
import type { ClosedShift } from '../../../main/domain/shift.ts';

/** The Z report as lines of text. */
export function zReport(day: DayReport, shift: ClosedShift): string[] {
  const money = (amountMinor: number): string => formatMinor(amountMinor, day.currency);
  const row = (name: string, value: string): string => `  ${name.padEnd(22)}${value.padStart(14)}`;
  return [
    `Z report of ${day.businessDay}`,
    row('sales', String(day.saleCount)),
    row('gross', money(day.grossMinor)),
    row('discounts', money(-day.discountMinor)),
    row(`refunds (${day.refunds.count})`, money(-day.refunds.amountMinor)),
    row('net', money(day.netMinor)),
    row('tax in it', money(day.taxMinor)),
    ...day.byTender.map(({ kind, provider, count, amountMinor }) =>
      row(`${provider ?? kind} (${count})`, money(amountMinor)),
    ),
    ...day.refunds.byTender.map(({ kind, provider, count, amountMinor }) =>
      row(`back by ${provider ?? kind} (${count})`, money(-amountMinor)),
    ),
    row('float', money(day.cash.floatMinor)),
    row('expected in drawer', money(shift.expectedMinor)),
    row('counted', money(shift.countedMinor)),
    row('over (+) or short (-)', money(shift.differenceMinor)),
    ...day.byHour
      .filter(({ count }) => count > 0)
      .map(({ hour, count, amountMinor }) =>
        row(`${String(hour).padStart(2, '0')}:00 (${count})`, money(amountMinor)),
      ),
  ];
}
