/** The check digit for an EAN-13's first twelve digits, weights 1 and 3 from the left. */
export function ean13CheckDigit(digits: string): number {
  let sum = 0;
  for (let i = 0; i < 12; i++) sum += Number(digits[i]) * (i % 2 === 0 ? 1 : 3);
  return (10 - (sum % 10)) % 10;
}
