/**
 * A bill's amount in yuan as minor units, digit by digit: no floating point. Digits past the second
 * decimal are rounded half away from zero (WeChat pads fees with zeros). Null: not an amount.
 */
export function minorOfYuan(text: string): number | null {
  const found = /^(-?)([0-9]{1,12})(?:\.([0-9]{1,8}))?$/.exec(text);
  if (!found) return null;
  const [, sign, whole = '', decimals = ''] = found;
  const digits = decimals.padEnd(3, '0');
  const roundUp = digits.charCodeAt(2) >= 0x35 ? 1 : 0;
  const minor = Number(whole) * 100 + Number(digits.slice(0, 2)) + roundUp;
  return sign === '-' && minor !== 0 ? -minor : minor;
}
