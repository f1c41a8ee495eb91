import type {
  AdditionalData,
  CardNetwork,
  LocalName,
  MerchantAccount,
  MerchantCode,
  MerchantParts,
  Template,
  Tip,
} from './merchant-code.ts';
import { found, type Reading } from './reading.ts';
import { type DataObject, parseObjects, valueAt, writeObjects } from './tlv.ts';

/** From which root id on a network owns its numbers, to the next row (payment-facts 5.1). */
const networks: readonly (readonly [from: string, network: CardNetwork | null])[] = [
  ['02', 'visa'],
  ['04', 'mastercard'],
  ['06', null],
  ['09', 'discover'],
  ['11', 'american-express'],
  ['13', 'jcb'],
  ['15', 'unionpay'],
  ['17', null],
];

const labels = {
  billNumber: '01',
  mobileNumber: '02',
  storeLabel: '03',
  loyaltyNumber: '04',
  referenceLabel: '05',
  customerLabel: '06',
  terminalLabel: '07',
  purpose: '08',
  customerRequest: '09',
} as const satisfies Record<Exclude<keyof AdditionalData, 'others'>, string>;

/** What checked objects say. Templates that do not parse have been refused before. */
export function partsOf(objects: readonly DataObject[]): MerchantCode {
  const one = (id: string): string | null => valueAt(objects, id) ?? null;
  const initiation = one('01');
  const extra = objects.filter(({ id }) => id >= '65');
  return {
    format: one('00') ?? '',
    initiation: initiation === null ? null : initiation === '12' ? 'dynamic' : 'static',
    accounts: objects.filter(({ id }) => id >= '02' && id <= '51').map(accountOf),
    categoryCode: one('52'),
    currency: one('53') ?? '',
    amount: one('54'),
    tip: tipOf(objects),
    country: one('58') ?? '',
    name: one('59'),
    city: one('60'),
    postalCode: one('61'),
    additional: additionalOf(fieldsOf(one('62'))),
    localName: localNameOf(one('64')),
    reserved: extra.filter((object) => !isUnreserved(object)),
    unreserved: extra.filter(isUnreserved).map(templateOf),
    objects,
  };
}

/** The parts as objects, by ascending id. */
export function objectsOf(parts: MerchantParts): Reading<readonly DataObject[]> {
  const additional = writeAdditional(parts.additional);
  if (!additional.ok) return additional;
  const localName = writeLocalName(parts.localName);
  if (!localName.ok) return localName;
  const templates: DataObject[] = [];
  for (const template of [...parts.accounts, ...parts.unreserved]) {
    const value = writeAccount(template);
    if (!value.ok) return value;
    templates.push({ id: template.id, value: value.value });
  }
  const simple: readonly (readonly [id: string, value: string | null])[] = [
    ['00', parts.format],
    ['01', parts.initiation && (parts.initiation === 'dynamic' ? '12' : '11')],
    ['52', parts.categoryCode],
    ['53', parts.currency],
    ['54', parts.amount],
    ...tipObjects(parts.tip),
    ['58', parts.country],
    ['59', parts.name],
    ['60', parts.city],
    ['61', parts.postalCode],
    ['62', additional.value || null],
    ['64', localName.value || null],
  ];
  const stated = simple.flatMap(([id, value]) => (value === null ? [] : { id, value }));
  const objects = [...stated, ...templates, ...parts.reserved];
  return found(objects.sort((one, other) => Number(one.id) - Number(other.id)));
}

/** The objects in a template that has been checked. */
export function fieldsOf(template: string | null | undefined): readonly DataObject[] {
  const fields = parseObjects(template ?? '');
  return fields.ok ? fields.value : [];
}

function isUnreserved({ id, value }: DataObject): boolean {
  return id >= '80' && valueAt(fieldsOf(value), '00') !== undefined;
}

function accountOf({ id, value }: DataObject): MerchantAccount {
  if (id >= '26') return { kind: 'template', ...templateOf({ id, value }) };
  const network = networks.findLast(([from]) => from <= id)?.[1] ?? null;
  return { kind: 'number', id, network, value };
}

function templateOf({ id, value }: DataObject): Template {
  const [guid, fields] = [valueAt(fieldsOf(value), '00'), fieldsOf(value)];
  return { id, guid: guid ?? '', fields: fields.filter((field) => field.id !== '00') };
}

function writeAccount(account: MerchantAccount | Template): Reading<string> {
  if ('value' in account) return found(account.value);
  return writeObjects([{ id: '00', value: account.guid }, ...account.fields], account.id);
}

function tipOf(objects: readonly DataObject[]): Tip | null {
  const fee = valueAt(objects, '56');
  if (fee !== undefined) return { kind: 'fixed', fee };
  const percentage = valueAt(objects, '57');
  if (percentage !== undefined) return { kind: 'percentage', percentage };
  return valueAt(objects, '55') === undefined ? null : { kind: 'ask' };
}

function tipObjects(tip: Tip | null): readonly (readonly [id: string, value: string])[] {
  if (tip === null) return [];
  switch (tip.kind) {
    case 'ask':
      return [['55', '01']];
    case 'fixed':
      return [
        ['55', '02'],
        ['56', tip.fee],
      ];
    case 'percentage':
      return [
        ['55', '03'],
        ['57', tip.percentage],
      ];
  }
}

function additionalOf(fields: readonly DataObject[]): AdditionalData {
  const known = Object.entries(labels).flatMap(([name, id]) => {
    const value = valueAt(fields, id);
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(known), others: fields.filter(({ id }) => id > '09') };
}

function writeAdditional(additional: AdditionalData): Reading<string> {
  const known = Object.entries(labels).flatMap(([name, id]) => {
    const value = additional[name as keyof typeof labels];
    return value === undefined ? [] : [{ id, value }];
  });
  return writeObjects([...known, ...additional.others], '62');
}

function localNameOf(template: string | null): LocalName | null {
  if (template === null) return null;
  const fields = fieldsOf(template);
  const one = (id: string): string | null => valueAt(fields, id) ?? null;
  return { language: one('00') ?? '', name: one('01') ?? '', city: one('02') };
}

function writeLocalName(local: LocalName | null): Reading<string> {
  if (local === null) return found('');
  const { language, name, city } = local;
  const fields = [
    { id: '00', value: language },
    { id: '01', value: name },
    ...(city === null ? [] : [{ id: '02', value: city }]),
  ];
  return writeObjects(fields, '64');
}
