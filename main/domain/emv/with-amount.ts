import { amountText, currencyNumber } from './currency.ts';
import { encodeMerchantCode } from './merchant-codec.ts';
import { fieldsOf } from './merchant-parts.ts';
import { pix } from './national/elsewhere.ts';
import { type Life, lifeObject } from './national/life.ts';
import { accountIn, departuresOf, readMerchantCode, schemesOf } from './national/recognise.ts';
import type { ReferenceRule, SchemeInfo } from './national/scheme.ts';
import { fault, type Reading } from './reading.ts';
import { type DataObject, putObject, valueAt, writeObjects } from './tlv.ts';

/**
 * A merchant's own static code with an amount in it (54, and 01 = 12) and a new checksum. All else
 * stays as it was. The reference goes where the code's scheme wants it (62-05 or 62-01); it is left out
 * where the scheme takes none, where the merchant's own already stands, and where there is no room.
 * @param life when the code may be paid; KHQR alone asks for it
 * @returns `currency` for a code in another one, `has-amount`, `not-static` for a code that points to a charge
 */
export function withAmount(
  payload: string,
  amountMinor: number,
  currency: string,
  reference?: string,
  life?: Life,
): Reading<string> {
  const code = readMerchantCode(payload);
  if (!code.ok) return code;
  if (code.value.amount !== null) return fault('has-amount', '54');
  const charge = accountIn(pix, code.value);
  if (charge.ok && charge.value.url !== undefined) return fault('not-static', '26-25');
  if (code.value.currency !== currencyNumber(currency)) return fault('currency', '53');
  const amount = amountText(amountMinor, currency);
  if (amount === null) return fault('amount', '54');
  const schemes = schemesOf(code.value.objects);
  const dynamic = putObject(code.value.objects, { id: '01', value: '12' });
  const priced = putObject(dynamic, { id: '54', value: amount });
  const dated = withLife(priced, schemes, life);
  if (!dated.ok) return dated;
  const referenced = withReference(dated.value, referenceRule(schemes), reference);
  const departures = departuresOf(dated.value);
  const text = encodeMerchantCode(referenced, departures);
  return text.ok ? text : encodeMerchantCode(dated.value, departures);
}

const plainReference: ReferenceRule = { field: '05', pattern: /^[\x20-\x7e]{1,25}$/, absent: null };

/** What all schemes of the code agree on; EMVCo's own place in a code of none. */
function referenceRule(schemes: readonly SchemeInfo[]): ReferenceRule | null {
  const rules = schemes.flatMap(({ reference }) => (reference === undefined ? [] : [reference]));
  const [first = plainReference] = rules;
  return rules.every((rule) => rule?.field === first?.field) ? first : null;
}

function withReference(
  objects: readonly DataObject[],
  rule: ReferenceRule | null,
  reference: string | undefined,
): readonly DataObject[] {
  if (reference === undefined || rule === null || !rule.pattern.test(reference)) return objects;
  const fields = fieldsOf(valueAt(objects, '62'));
  const standing = valueAt(fields, rule.field);
  if (standing !== undefined && standing !== '***') return objects;
  const template = writeObjects(putObject(fields, { id: rule.field, value: reference }), '62');
  return template.ok ? putObject(objects, { id: '62', value: template.value }) : objects;
}

function withLife(
  objects: readonly DataObject[],
  schemes: readonly SchemeInfo[],
  life: Life | undefined,
): Reading<readonly DataObject[]> {
  if (!schemes.some(({ needsLife }) => needsLife)) return { ok: true, value: objects };
  if (life === undefined) return fault('missing', '99');
  const object = lifeObject(life);
  return object.ok ? { ok: true, value: putObject(objects, object.value) } : object;
}
