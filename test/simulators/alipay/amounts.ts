/** The provider's own view of amounts and times, written from the protocol and not from the terminal's code. */

export function yuan(fen: number): string {
  const figures = String(Math.abs(fen)).padStart(3, '0');
  return `${fen < 0 ? '-' : ''}${figures.slice(0, -2)}.${figures.slice(-2)}`;
}

/** Null when it is no positive amount with at most two decimals. */
export function fenOfYuan(text: string): number | null {
  if (!/^\d{1,9}(\.\d{1,2})?$/.test(text)) return null;
  const [whole = '', fraction = ''] = text.split('.');
  const fen = Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
  return fen > 0 ? fen : null;
}

const utc8Ms = 8 * 3_600_000;

export function utc8(at: number): string {
  return new Date(at + utc8Ms).toISOString().slice(0, 19).replace('T', ' ');
}

export function atUtc8(text: string): number {
  return Date.parse(`${text.replace(' ', 'T')}Z`) - utc8Ms;
}
