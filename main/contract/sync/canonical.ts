/**
 * Canonical JSON: object keys sorted by code unit, no white space, no undefined. Numbers must be
 * safe integers: everything the journal holds is counted in whole units, and integers have one spelling.
 *
 * @throws TypeError for a value that has no canonical spelling (a fraction, NaN, a function, a Date).
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return JSON.stringify(value);
    case 'number':
      if (!Number.isSafeInteger(value)) throw new TypeError(`not a safe integer: ${value}`);
      return Object.is(value, -0) ? '0' : String(value);
    case 'object':
      if (value === null) return 'null';
      if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
      return canonicalObject(value);
    case 'bigint':
    case 'function':
    case 'symbol':
    case 'undefined':
      throw new TypeError(`not JSON: ${typeof value}`);
  }
}

function canonicalObject(value: object): string {
  if (Object.getPrototypeOf(value) !== Object.prototype) throw new TypeError('not a plain object');
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(',')}}`;
}
