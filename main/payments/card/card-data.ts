/**
 * Card numbers have no place in this process: a message that carries one is refused as a whole. In
 * doubt it is one. What the terminal shows of a card is its ends alone, such as `621700******1234`.
 */

/** ISO/IEC 7812-1 allows up to 19 digits; the shortest that are in use have 13 (public knowledge). */
const digitsMin = 13;
const digitsMax = 19;

/**
 * A magnetic stripe's text by its shape, whatever the check digit: the number, a separator, the
 * expiry date (ISO/IEC 7813: `=` on track 2, which some devices write as `D`, and `^` on track 1).
 */
const stripe = /\d{12,19}(?:[=D]\d{3}|\^)/i;

/** Digits in a row, or with a few spaces or dashes of any sort between them. */
const digitsInARow = /\d(?:[\s\p{Pd}]{0,3}\d)+/gu;

/**
 * Whether anything in a parsed message is or holds a card number: in a text, a number or a name of a
 * field, at any depth.
 * @param isOurs whether a text as a whole is of our own making and may come back: the order number.
 */
export function carriesCardData(message: unknown, isOurs: (text: string) => boolean): boolean {
  const rest: unknown[] = [message];
  // no recursion: who sends a card number may also send ten thousand brackets
  while (rest.length > 0) {
    const value = rest.pop();
    if (typeof value === 'string' && !isOurs(value) && isCardText(value)) return true;
    if (typeof value === 'number' && isCardNumeral(value)) return true;
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, inner] of Object.entries(value)) rest.push(name, inner);
  }
  return false;
}

/** Whether a text is or holds a card number or a magnetic stripe's text. */
export function isCardText(text: string): boolean {
  // full-width digits are digits, and what cannot be seen does not separate them
  const plain = text.normalize('NFKC').replace(/\p{Cf}/gu, '');
  if (stripe.test(plain)) return true;
  for (const [row] of plain.matchAll(digitsInARow)) {
    if (hasCardNumber(row.replace(/\D/g, ''))) return true;
  }
  return false;
}

/** A number that is too long to be read exactly has lost the digits that would tell. */
function isCardNumeral(value: number): boolean {
  return Math.abs(value) > Number.MAX_SAFE_INTEGER || isCardText(String(value));
}

/** Anywhere in the row, since an expiry date or a check code may follow without a gap. */
function hasCardNumber(digits: string): boolean {
  for (let start = 0; start + digitsMin <= digits.length; start += 1) {
    // no card number begins with a zero (ISO/IEC 7812-1, major industry identifier)
    if (digits[start] === '0') continue;
    for (let length = digitsMin; length <= digitsMax; length += 1) {
      if (start + length > digits.length) break;
      if (passesLuhn(digits.slice(start, start + length))) return true;
    }
  }
  return false;
}

/** The check digit of ISO/IEC 7812-1, annex B. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits.at(-1 - place));
    const doubled = place % 2 === 0 ? digit : digit * 2;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
