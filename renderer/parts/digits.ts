/** What is typed on a keypad: a decimal number as text, so that it shows exactly as it was typed. */

export type Key = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '00' | '.' | 'erase';

export type DigitRules = {
  /** How many digits may follow the point; 0 for whole numbers. */
  readonly decimals: number;
  /** The largest value, in the smallest step (fen, gram). */
  readonly maximum: number;
};

/** The text after `key`; a key that makes no sense, or too large a number, changes nothing. */
export function press(typed: string, key: Key, rules: DigitRules): string {
  if (key === 'erase') return typed.slice(0, -1);
  if (key === '.') {
    if (rules.decimals === 0 || typed.includes('.')) return typed;
    return typed === '' ? '0.' : `${typed}.`;
  }
  const next = withoutLeadingZeros(typed + key);
  const decimals = next.split('.')[1]?.length ?? 0;
  if (decimals > rules.decimals) return typed;
  return toSteps(next, rules.decimals) > rules.maximum ? typed : next;
}

/** The typed number in its smallest step: `12.5` with two decimals is 1,250. Nothing typed is 0. */
export function toSteps(typed: string, decimals: number): number {
  const [whole = '', fraction = ''] = typed.split('.');
  return Number(`${whole || '0'}${fraction.padEnd(decimals, '0')}`);
}

/** The text for a value in smallest steps, without needless zeros. */
export function fromSteps(steps: number, decimals: number): string {
  const digits = String(steps).padStart(decimals + 1, '0');
  if (decimals === 0) return digits;
  const whole = digits.slice(0, -decimals);
  const fraction = digits.slice(-decimals).replace(/0+$/, '');
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

function withoutLeadingZeros(text: string): string {
  return text.replace(/^0+(?=\d)/, '');
}
