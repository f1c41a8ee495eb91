import type { MerchantCode } from '../merchant-code.ts';
import { fieldsOf } from '../merchant-parts.ts';
import { fault, type Reading } from '../reading.ts';
import { type DataObject, valueAt, writeObjects } from '../tlv.ts';

/** From when to when a code is good, UTC ms: KHQR's template 99 (payment-facts 5.3). */
export type Life = { readonly createdAt: number; readonly expiresAt: number };

const thirteenDigits = /^[0-9]{13}$/;

export function lifeObject({ createdAt, expiresAt }: Life): Reading<DataObject> {
  const [from, until] = [String(createdAt), String(expiresAt)];
  const isRight = thirteenDigits.test(from) && thirteenDigits.test(until) && expiresAt > createdAt;
  if (!isRight) return fault('format', '99');
  const value = writeObjects([
    { id: '00', value: from },
    { id: '01', value: until },
  ]);
  return value.ok ? { ok: true, value: { id: '99', value: value.value } } : value;
}

/** Null where the code does not say both. */
export function lifeOf({ objects }: MerchantCode): Life | null {
  const fields = fieldsOf(valueAt(objects, '99'));
  const [from, until] = [valueAt(fields, '00') ?? '', valueAt(fields, '01') ?? ''];
  if (!thirteenDigits.test(from) || !thirteenDigits.test(until)) return null;
  return { createdAt: Number(from), expiresAt: Number(until) };
}
