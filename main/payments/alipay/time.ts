/** Alipay's days and times of day are those of Beijing, UTC+8 all year round. */
const beijingMs = 8 * 3_600_000;

/** `yyyy-MM-dd HH:mm:ss`. @param at UTC ms. */
export function beijingTime(at: number): string {
  return new Date(at + beijingMs).toISOString().slice(0, 19).replace('T', ' ');
}

/** UTC ms of such a time; null when it is none. */
export function beijingTimeOf(text: string): number | null {
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)) return null;
  const at = Date.parse(`${text.replace(' ', 'T')}+08:00`);
  return Number.isNaN(at) ? null : at;
}
