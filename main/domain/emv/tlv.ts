import { type EmvFault, fault, found, pathOf, type Reading } from './reading.ts';

/** One object of a merchant-presented code: two digits, two digits of length, a value. */
export type DataObject = { readonly id: string; readonly value: string };

const valueCharactersMax = 99;

/** What the two digits of length count: characters, not bytes (payment-facts 5.1). */
export function characterCount(text: string): number {
  return [...text].length;
}

/**
 * The objects of a code, or of a template when `template` names it. Each id stands once. An object
 * without a value is refused, but for template 62, which some generators leave empty (payment-facts 5.3).
 */
export function parseObjects(text: string, template = ''): Reading<readonly DataObject[]> {
  const characters = [...text];
  const objects: DataObject[] = [];
  const seen = new Set<string>();
  let at = 0;
  while (at < characters.length) {
    const head = characters.slice(at, at + 4).join('');
    if (!/^[0-9]{4}$/.test(head)) return fault('structure', template);
    const id = head.slice(0, 2);
    const end = at + 4 + Number(head.slice(2));
    const tag = pathOf(template, id);
    if (end > characters.length) return fault('structure', tag);
    if (end === at + 4 && tag !== '62') return fault('format', tag);
    if (seen.has(id)) return fault('duplicate', tag);
    seen.add(id);
    objects.push({ id, value: characters.slice(at + 4, end).join('') });
    at = end;
  }
  return found(objects);
}

/** The objects as text, in their order; an empty template 62 is left out. */
export function writeObjects(objects: readonly DataObject[], template = ''): Reading<string> {
  let text = '';
  const seen = new Set<string>();
  for (const { id, value } of objects) {
    if (id === '62' && template === '' && value === '') continue;
    const problem = objectFault(id, value, seen, pathOf(template, id));
    if (problem) return problem;
    seen.add(id);
    text += id + String(characterCount(value)).padStart(2, '0') + value;
  }
  return found(text);
}

function objectFault(
  id: string,
  value: string,
  seen: ReadonlySet<string>,
  tag: string,
): EmvFault | null {
  if (!/^[0-9]{2}$/.test(id)) return fault('structure', tag);
  if (seen.has(id)) return fault('duplicate', tag);
  const length = characterCount(value);
  return length < 1 || length > valueCharactersMax ? fault('format', tag) : null;
}

export function valueAt(objects: readonly DataObject[], id: string): string | undefined {
  return objects.find((object) => object.id === id)?.value;
}

/** The same objects with this one in place of the one with its id, or else put in before the first greater id. */
export function putObject(
  objects: readonly DataObject[],
  object: DataObject,
): readonly DataObject[] {
  if (valueAt(objects, object.id) !== undefined) {
    return objects.map((each) => (each.id === object.id ? object : each));
  }
  const greater = objects.findIndex(({ id }) => id > object.id);
  const at = greater === -1 ? objects.length : greater;
  return objects.toSpliced(at, 0, object);
}
