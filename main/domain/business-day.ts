type Parts = { readonly day: Intl.DateTimeFormat; readonly time: Intl.DateTimeFormat };

/** To make a formatter costs more than to commit a sale; a shop has one time zone. */
const formatters = new Map<string, Parts>();

function formattersOf(timeZone: string): Parts {
  const known = formatters.get(timeZone);
  if (known) return known;
  const two = '2-digit';
  const made = {
    day: new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: two, day: two }),
    time: new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hour: two,
      minute: two,
      second: two,
      hourCycle: 'h23',
    }),
  };
  formatters.set(timeZone, made);
  return made;
}

/** The local calendar day of a moment in a time zone, as `YYYY-MM-DD`. */
export function localDay(at: number, timeZone: string): string {
  return formattersOf(timeZone).day.format(at);
}

/** The local hour, 0 to 23, of a moment in a time zone. */
export function localHour(at: number, timeZone: string): number {
  return Number(formattersOf(timeZone).time.format(at).slice(0, 2));
}

/** Local date and time for a receipt, as `YYYY-MM-DD HH:MM:SS`. */
export function localTime(at: number, timeZone: string): string {
  const { day, time } = formattersOf(timeZone);
  return `${day.format(at)} ${time.format(at)}`;
}
