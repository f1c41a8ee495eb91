/** The local calendar day of a moment in a time zone, as `YYYY-MM-DD`. */
export function localDay(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(at);
}

/** The local hour, 0 to 23, of a moment in a time zone. */
export function localHour(at: number, timeZone: string): number {
  const hour = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' });
  return Number(hour.format(at));
}

/** Local date and time for a receipt, as `YYYY-MM-DD HH:MM:SS`. */
export function localTime(at: number, timeZone: string): string {
  const time = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  return `${localDay(at, timeZone)} ${time.format(at)}`;
}
