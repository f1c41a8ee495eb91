/** The rules of a merchant-presented code: which objects must stand in it, and in which form (payment-facts 5.1). */
import { isAmount, isAns, isNumeric, isPercentage, isText } from './formats.ts';
import { type EmvFault, fault, pathOf } from './reading.ts';
import { type DataObject, parseObjects, valueAt } from './tlv.ts';

type Check = (value: string) => boolean;

const mandatory = ['52', '53', '58', '59', '60'];

/** What the codes of a national scheme do otherwise than EMVCo asks. */
export type Departures = {
  /** Mandatory objects that they leave out. */
  readonly omits: readonly string[];
  /** A payload format indicator besides 01. */
  readonly formats: readonly string[];
  /** Templates that hold plain text. */
  readonly opaque: readonly string[];
};

export const noDepartures: Departures = { omits: [], formats: [], opaque: [] };

const rootChecks: Readonly<Record<string, Check>> = {
  '01': (value) => value === '11' || value === '12',
  '52': (value) => isNumeric(value, 4),
  '53': (value) => isNumeric(value, 3),
  '54': isAmount,
  '55': (value) => ['01', '02', '03'].includes(value),
  '56': isAmount,
  '57': isPercentage,
  '58': (value) => /^[A-Z]{2}$/.test(value),
  '59': (value) => isAns(value, 25),
  '60': (value) => isAns(value, 15),
  '61': (value) => isAns(value, 10),
};

export function merchantFault(
  objects: readonly DataObject[],
  { omits, formats, opaque }: Departures,
): EmvFault | null {
  const [first, ...rest] = objects;
  if (first?.id !== '00') return fault('not-emv', '00');
  if (first.value !== '01' && !formats.includes(first.value)) return fault('format', '00');
  if (!objects.some(({ id }) => id >= '02' && id <= '51')) return fault('missing', '02');
  const absent = mandatory.find((id) => valueAt(objects, id) === undefined && !omits.includes(id));
  if (absent !== undefined) return fault('missing', absent);
  for (const { id, value } of rest) {
    const isPlain = opaque.includes(id);
    const problem = isPlain ? textFault(id, value) : rootFault(id, value);
    if (problem) return problem;
  }
  return tipFault(objects);
}

function rootFault(id: string, value: string): EmvFault | null {
  const check = rootChecks[id];
  if (check) return check(value) ? null : fault('format', id);
  if (id === '62') return additionalFault(value);
  if (id === '63') return fault('structure', id);
  if (id === '64') return localNameFault(value);
  if ((id >= '26' && id <= '51') || id >= '80') return templateFault(id, value);
  if (id <= '25') return isAns(value, 99) ? null : fault('format', id);
  return textFault(id, value);
}

function textFault(id: string, value: string): EmvFault | null {
  return isText(value, 99) ? null : fault('format', id);
}

/** 56 stands with 55 = 02 and only then, 57 with 55 = 03. */
function tipFault(objects: readonly DataObject[]): EmvFault | null {
  const indicator = valueAt(objects, '55');
  for (const [id, wanted] of [
    ['56', '02'],
    ['57', '03'],
  ] as const) {
    const stands = valueAt(objects, id) !== undefined;
    if (stands !== (indicator === wanted)) return fault(stands ? 'format' : 'missing', id);
  }
  return null;
}

const guidCharactersMax = 32;

function templateFault(id: string, value: string): EmvFault | null {
  const fields = parseObjects(value, id);
  if (!fields.ok) return fields;
  const guid = valueAt(fields.value, '00');
  if (guid === undefined) return fault('missing', pathOf(id, '00'));
  if (!isAns(guid, guidCharactersMax)) return fault('format', pathOf(id, '00'));
  const wrong = fields.value.find((field) => !isText(field.value, 99));
  return wrong ? fault('format', pathOf(id, wrong.id)) : null;
}

const labelCharactersMax = 25;

function additionalFault(value: string): EmvFault | null {
  const fields = parseObjects(value, '62');
  if (!fields.ok) return fields;
  for (const field of fields.value) {
    const problem = additionalFieldFault(field);
    if (problem) return problem;
  }
  return null;
}

function additionalFieldFault({ id, value }: DataObject): EmvFault | null {
  const tag = pathOf('62', id);
  if (id >= '50') return templateFault(tag, value);
  if (id === '09') return /^(?!.*(.).*\1)[AME]{1,3}$/.test(value) ? null : fault('format', tag);
  if (id >= '01' && id <= '08')
    return isAns(value, labelCharactersMax) ? null : fault('format', tag);
  return id !== '00' && isText(value, 99) ? null : fault('format', tag);
}

function localNameFault(value: string): EmvFault | null {
  const fields = parseObjects(value, '64');
  if (!fields.ok) return fields;
  const absent = ['00', '01'].find((id) => valueAt(fields.value, id) === undefined);
  if (absent !== undefined) return fault('missing', pathOf('64', absent));
  const limits: Readonly<Record<string, Check>> = {
    '00': (text) => /^[A-Za-z]{2}$/.test(text),
    '01': (text) => isText(text, 25),
    '02': (text) => isText(text, 15),
  };
  const wrong = fields.value.find((field) => {
    const check = limits[field.id] ?? ((text: string) => isText(text, 99));
    return !check(field.value);
  });
  return wrong ? fault('format', pathOf('64', wrong.id)) : null;
}
