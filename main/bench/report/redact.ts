import { hidePaymentCodes } from '../../snapshot/payment-codes.ts';

const hidden = '***';

/** Names whose values leave with nobody, wherever they stand. */
const secretName = /secret|password|passphrase|token|pin$|^pin|private|apikey|enrolment/i;

/** Shorter than that, a secret's text would be found in words that are none. */
const fragmentLength = 6;

/**
 * A copy of plain data without what must not leave: known secrets wherever they stand in a text,
 * values under a name that says so, user names and passwords in addresses, payment codes.
 */
export function redact<Value>(value: Value, secrets: readonly string[]): Value {
  const fragments = secrets.flatMap(fragmentsOf);
  // The copy has the shape of what was copied: texts stay texts, numbers stay as they are.
  return copy(value, fragments) as Value;
}

function copy(value: unknown, fragments: readonly string[]): unknown {
  if (typeof value === 'string') return clean(value, fragments);
  if (Array.isArray(value)) return value.map((member) => copy(member, fragments));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const isSecret = secretName.test(name) && typeof member === 'string';
      return [name, isSecret ? hidden : copy(member, fragments)];
    }),
  );
}

function clean(text: string, fragments: readonly string[]): string {
  const without = fragments.reduce((rest, part) => rest.replaceAll(part, hidden), text);
  return hidePaymentCodes(without.replace(/\/\/[^/@\s]+@/g, `//${hidden}@`));
}

/** A key in several lines may be quoted by one of them. */
function fragmentsOf(secret: string): string[] {
  const lines = secret.split('\n').filter((line) => !line.startsWith('-----'));
  return [secret, ...lines].filter(({ length }) => length >= fragmentLength);
}
