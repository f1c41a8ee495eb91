/** What a national scheme is: where its account stands in a code, and what else its codes look like. */
import type { Departures } from '../merchant-check.ts';
import { fieldsOf } from '../merchant-parts.ts';
import { fault, found, pathOf, type Reading } from '../reading.ts';
import { type DataObject, valueAt, writeObjects } from '../tlv.ts';

export type SchemeId =
  | 'pix'
  | 'promptpay-transfer'
  | 'promptpay-bill'
  | 'paynow'
  | 'sgqr'
  | 'vietqr'
  | 'khqr-individual'
  | 'khqr-merchant'
  | 'duitnow'
  | 'qris'
  | 'qris-acquirer'
  | 'hkqr'
  | 'unionpay';

/** Where a till's own reference goes, and what it may look like. */
export type ReferenceRule = {
  /** In template 62. */
  readonly field: '01' | '05';
  readonly pattern: RegExp;
  /** What stands there when there is no reference. */
  readonly absent: string | null;
};

export type SchemeInfo = {
  readonly id: SchemeId;
  /** ISO 4217; the first is written where none is asked for. Empty: whatever the merchant is paid in. */
  readonly currencies: readonly string[];
  /** ISO 3166; null where the scheme is at home in many countries. */
  readonly country: string | null;
  readonly departures?: Departures;
  /** Null where the scheme takes none; absent where it is only a neighbour of others. */
  readonly reference?: ReferenceRule | null;
  /** A code with an amount must say from when to when it is good, in template 99. */
  readonly needsLife?: true;
  /** Whether this object is an account of the scheme. */
  owns(object: DataObject): boolean;
};

export type Scheme<Fields> = SchemeInfo & {
  /** Where its account is written. */
  readonly tag: string;
  /** Whether these fields lead to one charge, with or without an amount in the code. */
  readonly isOneCharge?: (fields: Fields) => boolean;
  /** The account, its fields checked. Only for an object that it owns. */
  read(object: DataObject): Reading<Fields>;
  write(fields: Fields): Reading<DataObject>;
};

/** A field of a template: its id, or `01-00` for an object within an object. */
export type FieldRule = {
  readonly tag: string;
  readonly pattern: RegExp;
  readonly isOptional?: true;
};

export type FieldRules = Readonly<Record<string, FieldRule>>;

type OptionalNames<Rules extends FieldRules> = {
  [Name in keyof Rules]: Rules[Name] extends { readonly isOptional: true } ? Name : never;
}[keyof Rules];

export type FieldsOf<Rules extends FieldRules> = {
  readonly [Name in Exclude<keyof Rules, OptionalNames<Rules>>]: string;
} & { readonly [Name in OptionalNames<Rules>]?: string };

type TemplateScheme<Rules extends FieldRules> = Omit<SchemeInfo, 'owns'> & {
  readonly tag: string;
  /** Whose template it is, in any of 26 to 51, whatever its case; null where 00 is a field of its own. */
  readonly guid: string | null;
  readonly fields: Rules;
  /** Which ids it may have, where its GUID does not tell. */
  readonly owns?: (object: DataObject) => boolean;
  /** What the fields must be together; the tag of the one that is wrong, or null. */
  readonly conflict?: (fields: FieldsOf<Rules>) => string | null;
  readonly isOneCharge?: (fields: FieldsOf<Rules>) => boolean;
};

/** A scheme whose account is a template of 26 to 51. */
export function templateScheme<const Rules extends FieldRules>(
  scheme: TemplateScheme<Rules>,
): Scheme<FieldsOf<Rules>> {
  const { tag, guid, fields: rules, conflict = () => null, ...info } = scheme;
  const checked = (fields: FieldsOf<Rules>, at: string): Reading<FieldsOf<Rules>> => {
    const wrong = fieldFault(rules, fields, at);
    if (wrong) return wrong;
    const clash = conflict(fields);
    return clash === null ? found(fields) : fault('format', pathOf(at, clash));
  };
  return {
    ...info,
    tag,
    owns: scheme.owns ?? ((object) => isTemplateOf(object, guid ?? '')),
    read: (object) => checked(readFields(rules, object.value), object.id),
    write(fields) {
      const right = checked(fields, tag);
      if (!right.ok) return right;
      const head = guid === null ? [] : [{ id: '00', value: guid }];
      const value = writeFields(rules, fields, head, tag);
      return value.ok ? found({ id: tag, value: value.value }) : value;
    },
  };
}

function isTemplateOf({ id, value }: DataObject, guid: string): boolean {
  if (id < '26' || id > '51') return false;
  return valueAt(fieldsOf(value), '00')?.toLowerCase() === guid.toLowerCase();
}

function fieldFault(rules: FieldRules, fields: Readonly<Record<string, string>>, at: string) {
  for (const [name, { tag, pattern, isOptional }] of Object.entries(rules)) {
    const value = fields[name];
    if (value === undefined && !isOptional) return fault('missing', pathOf(at, tag));
    if (value !== undefined && !pattern.test(value)) return fault('format', pathOf(at, tag));
  }
  return null;
}

/** What is there, by name; `fieldFault` says whether it is enough. */
function readFields<Rules extends FieldRules>(rules: Rules, template: string): FieldsOf<Rules> {
  const outer = fieldsOf(template);
  const present = Object.entries(rules).flatMap(([name, { tag }]) => {
    const [id = '', inner] = tag.split('-');
    const value = valueAt(outer, id);
    const found = inner === undefined ? value : valueAt(fieldsOf(value), inner);
    return found === undefined ? [] : [[name, found] as const];
  });
  return Object.fromEntries(present) as FieldsOf<Rules>;
}

function writeFields(
  rules: FieldRules,
  fields: Readonly<Record<string, string>>,
  head: readonly DataObject[],
  at: string,
): Reading<string> {
  const outer = new Map(head.map(({ id, value }) => [id, value]));
  for (const [name, { tag }] of Object.entries(rules)) {
    const value = fields[name];
    if (value === undefined) continue;
    const [id = '', inner] = tag.split('-');
    if (inner === undefined) {
      outer.set(id, value);
      continue;
    }
    const nested = writeObjects([{ id: inner, value }], pathOf(at, id));
    if (!nested.ok) return nested;
    outer.set(id, (outer.get(id) ?? '') + nested.value);
  }
  const objects = [...outer].map(([id, value]) => ({ id, value }));
  return writeObjects(
    objects.sort((one, other) => Number(one.id) - Number(other.id)),
    at,
  );
}
