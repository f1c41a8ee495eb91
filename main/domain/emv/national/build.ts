import { amountText, currencyNumber } from '../currency.ts';
import type { AdditionalData, LocalName } from '../merchant-code.ts';
import { encodeMerchantCode } from '../merchant-codec.ts';
import { objectsOf } from '../merchant-parts.ts';
import { fault, type Reading } from '../reading.ts';
import type { DataObject } from '../tlv.ts';
import { type Life, lifeObject } from './life.ts';
import { departuresOf } from './recognise.ts';
import type { Scheme, SchemeInfo } from './scheme.ts';

/** What a code says besides the account. What is left out stays out where the scheme allows it. */
export type CodeOrder = {
  readonly name?: string;
  readonly city?: string;
  /** ISO 18245. */
  readonly categoryCode?: string;
  readonly postalCode?: string;
  readonly localName?: LocalName;
  /** Where the scheme is at home in many countries: its ISO 3166 code. */
  readonly country?: string;
  /** One of the scheme's; its first one else. */
  readonly currency?: string;
  /** With an amount the code is dynamic: for one payment. */
  readonly amountMinor?: number;
  readonly reference?: string;
  readonly additional?: Omit<AdditionalData, 'others'>;
  /** KHQR asks it of a code with an amount; no other scheme writes it. */
  readonly life?: Life;
  /** Further accounts in the same code: `scheme.write(…)`. */
  readonly besides?: readonly DataObject[];
};

/** A code of one scheme, static without an amount and dynamic with one (payment-facts 5.3). */
export function buildNationalCode<Fields>(
  scheme: Scheme<Fields>,
  fields: Fields,
  order: CodeOrder,
): Reading<string> {
  const account = scheme.write(fields);
  if (!account.ok) return account;
  const additional = withReference(scheme, order);
  if (!additional.ok) return additional;
  const money = moneyOf(scheme, order);
  if (!money.ok) return money;
  const isDynamic = order.amountMinor !== undefined || scheme.isOneCharge?.(fields) === true;
  const life = lifeFor(scheme, order, isDynamic);
  if (!life.ok) return life;
  const { name, city, categoryCode, postalCode, localName } = order;
  const parts = objectsOf({
    format: scheme.departures?.formats[0] ?? '01',
    initiation: isDynamic ? 'dynamic' : 'static',
    accounts: [],
    ...money.value,
    categoryCode: categoryCode ?? (scheme.departures?.omits.includes('52') ? null : '0000'),
    tip: null,
    country: order.country ?? scheme.country ?? '',
    name: name ?? null,
    city: city ?? null,
    postalCode: postalCode ?? null,
    additional: { ...additional.value, others: [] },
    localName: localName ?? null,
    reserved: [],
    unreserved: [],
  });
  if (!parts.ok) return parts;
  const objects = [...parts.value, account.value, ...(order.besides ?? []), ...life.value];
  objects.sort((one, other) => Number(one.id) - Number(other.id));
  return encodeMerchantCode(objects, departuresOf([account.value]));
}

function moneyOf(
  { currencies }: SchemeInfo,
  order: CodeOrder,
): Reading<{ readonly currency: string; readonly amount: string | null }> {
  const currency = order.currency ?? currencies[0] ?? '';
  const number = currencyNumber(currency);
  const isTaken = currencies.length === 0 || currencies.includes(currency);
  if (number === null || !isTaken) return fault('currency', '53');
  if (order.amountMinor === undefined) {
    return { ok: true, value: { currency: number, amount: null } };
  }
  const amount = amountText(order.amountMinor, currency);
  return amount === null
    ? fault('amount', '54')
    : { ok: true, value: { currency: number, amount } };
}

function withReference(
  { reference: rule }: SchemeInfo,
  { reference, additional = {} }: CodeOrder,
): Reading<Omit<AdditionalData, 'others'>> {
  const text = reference ?? rule?.absent ?? undefined;
  if (text === undefined) return { ok: true, value: additional };
  if (!rule) return fault('format', '62');
  if (text !== rule.absent && !rule.pattern.test(text)) return fault('format', `62-${rule.field}`);
  const name = rule.field === '01' ? 'billNumber' : 'referenceLabel';
  return { ok: true, value: { ...additional, [name]: text } };
}

function lifeFor(
  scheme: SchemeInfo,
  order: CodeOrder,
  isDynamic: boolean,
): Reading<readonly DataObject[]> {
  if (!scheme.needsLife || !isDynamic) return { ok: true, value: [] };
  if (!order.life) return fault('missing', '99');
  const life = lifeObject(order.life);
  return life.ok ? { ok: true, value: [life.value] } : life;
}
