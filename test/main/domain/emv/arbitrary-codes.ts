import fc from 'fast-check';
import type {
  AdditionalData,
  MerchantAccount,
  MerchantParts,
  Template,
} from '../../../../main/domain/emv/merchant-code.ts';

/** Codes as EMVCo allows them: every object, every length up to its limit. */

const ans = (max: number) => fc.stringMatching(new RegExp(`^[\\x20-\\x7e]{1,${max}}$`));
const digits = (count: number) => fc.stringMatching(new RegExp(`^[0-9]{${count}}$`));

/** Characters of one to four bytes. */
const text = (max: number) =>
  fc
    .array(fc.constantFrom(...'aZ9 ~-éßĐướกไทยខ្មែរ金边北京最佳运输漢字한글😀🧾'), {
      minLength: 1,
      maxLength: max,
    })
    .map((characters) => characters.join(''))
    .filter((value) => [...value].length <= max);

const ids = (from: number, to: number, count: number) =>
  fc.uniqueArray(
    fc.integer({ min: from, max: to }).map((id) => String(id).padStart(2, '0')),
    { maxLength: count },
  );

const objects = (from: number, to: number, count: number, max: number) =>
  ids(from, to, count).chain((own) =>
    fc.tuple(...own.sort().map((id) => text(max).map((value) => ({ id, value })))),
  );

const template = (id: string): fc.Arbitrary<Template> =>
  fc.record({ id: fc.constant(id), guid: ans(20), fields: objects(1, 99, 2, 12) });

/** 02, 04, 09 …: the id says whose it is. */
const cardAccount: fc.Arbitrary<MerchantAccount> = fc
  .constantFrom(
    { id: '02', network: 'visa' as const },
    { id: '05', network: 'mastercard' as const },
    { id: '07', network: null },
    { id: '10', network: 'discover' as const },
    { id: '11', network: 'american-express' as const },
    { id: '14', network: 'jcb' as const },
    { id: '16', network: 'unionpay' as const },
    { id: '25', network: null },
  )
  .chain(({ id, network }) =>
    ans(40).map((value) => ({ kind: 'number' as const, id, network, value })),
  );

const templateAccount = ids(26, 51, 2).chain((own) =>
  fc.tuple(
    ...own.sort().map((id) => template(id).map((own) => ({ kind: 'template' as const, ...own }))),
  ),
);

const additional: fc.Arbitrary<AdditionalData> = fc.record(
  {
    billNumber: fc.oneof(ans(8), fc.constant('***')),
    storeLabel: ans(8),
    referenceLabel: ans(8),
    terminalLabel: ans(4),
    customerRequest: fc.constantFrom('A', 'ME', 'AME'),
    others: objects(10, 49, 1, 10),
  },
  { requiredKeys: ['others'] },
);

const amount = fc.oneof(
  fc.constantFrom('98.', '98', '0.01', '9999999999999', '0000000000001'),
  fc.integer({ min: 1, max: 99_999_999 }).map((cents) => (cents / 100).toFixed(2)),
);

export const codes: fc.Arbitrary<MerchantParts> = fc
  .record({
    format: fc.constant('01'),
    initiation: fc.constantFrom('static', 'dynamic', null),
    accounts: fc
      .tuple(cardAccount, templateAccount)
      .map(([card, templates]) => [card, ...templates]),
    categoryCode: digits(4),
    currency: digits(3),
    amount: fc.option(amount),
    tip: fc.constantFrom(
      null,
      { kind: 'ask' as const },
      { kind: 'fixed' as const, fee: '1.5' },
      { kind: 'percentage' as const, percentage: '00.01' },
      { kind: 'percentage' as const, percentage: '99.99' },
    ),
    country: fc.constantFrom('CN', 'BR', 'TH'),
    name: ans(25),
    city: ans(15),
    postalCode: fc.option(ans(10)),
    additional,
    localName: fc.option(
      fc.record({
        language: fc.constantFrom('ZH', 'th', 'KM'),
        name: text(25),
        city: fc.option(text(15)),
      }),
    ),
    reserved: objects(65, 79, 1, 20),
    unreserved: ids(80, 99, 1).chain((own) => fc.tuple(...own.map(template))),
  })
  .filter((parts) => JSON.stringify(parts).length < 1_400);
