/**
 * AIM symbology identifiers (ISO/IEC 15424): `]`, a letter, a modifier. Vendors' tables differ, so
 * the name is a hint and the code's own check digit is the truth (device-facts 2).
 */
const symbologies: Readonly<Record<string, string>> = {
  ']E0': 'ean13',
  ']E1': 'ean-add-on-2',
  ']E2': 'ean-add-on-5',
  ']E3': 'ean13-with-add-on',
  ']E4': 'ean8',
  ']C0': 'code128',
  ']C1': 'gs1-128',
  ']C4': 'isbt128',
  ']G0': 'code93',
  ']F0': 'codabar',
  ']e0': 'gs1-databar',
  ']d2': 'gs1-data-matrix',
  ']Q3': 'gs1-qr',
};

const families: Readonly<Record<string, string>> = {
  A: 'code39',
  I: 'itf',
  d: 'data-matrix',
  Q: 'qr',
  L: 'pdf417',
  z: 'aztec',
};

export type IdentifiedCode = {
  readonly code: string;
  readonly aim?: string;
  readonly symbology?: string;
};

/** Takes the identifier off a code that begins with one. */
export function parseAim(code: string): IdentifiedCode {
  const [aim] = /^\][A-Za-z][0-9A-Za-z]/.exec(code) ?? [];
  if (aim === undefined || aim.length === code.length) return { code };
  return withAim(code.slice(aim.length), aim);
}

/** A code whose identifier came apart from it. */
export function withAim(code: string, aim: string): IdentifiedCode {
  const symbology = symbologies[aim] ?? families[aim.charAt(1)];
  return { code, aim, ...(symbology ? { symbology } : {}) };
}
