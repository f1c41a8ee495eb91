import type { MerchantCode } from '../../../../main/domain/emv/merchant-code.ts';
import { buildNationalCode, type CodeOrder } from '../../../../main/domain/emv/national/build.ts';
import { readMerchantCode } from '../../../../main/domain/emv/national/recognise.ts';
import type { Scheme } from '../../../../main/domain/emv/national/scheme.ts';

export const shop = { name: 'TEST MERCHANT', city: 'CITY' };
export const life = { createdAt: 1_800_000_000_000, expiresAt: 1_800_000_900_000 };

export function read(text: string): MerchantCode {
  const code = readMerchantCode(text);
  if (!code.ok) throw new Error(`${code.reason} ${code.tag}`);
  return code.value;
}

export function build<Fields>(
  scheme: Scheme<Fields>,
  fields: Fields,
  order: CodeOrder = {},
): string {
  const text = buildNationalCode(scheme, fields, { ...shop, ...order });
  if (!text.ok) throw new Error(`${text.reason} ${text.tag}`);
  return text.value;
}

export function refused<Fields>(scheme: Scheme<Fields>, fields: Fields, order: CodeOrder = {}) {
  const text = buildNationalCode(scheme, fields, { ...shop, ...order });
  return text.ok ? text.value : `${text.reason} ${text.tag}`;
}
