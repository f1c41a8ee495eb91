/**
 * Why an EMVCo code cannot be read or written.
 * - `not-emv`: it does not begin like one
 * - `characters`: text that is no Unicode, or bytes that are no base64
 * - `structure`: identifiers or lengths do not add up
 * - `missing`, `duplicate`, `format`: of the object named by `tag`
 * - `currency`, `amount`, `has-amount`, `not-static`: an amount cannot be put into this code
 */
export type EmvReason =
  | 'not-emv'
  | 'characters'
  | 'too-long'
  | 'structure'
  | 'crc'
  | 'missing'
  | 'duplicate'
  | 'format'
  | 'currency'
  | 'amount'
  | 'has-amount'
  | 'not-static';

/** `tag` names the object, such as `54` or `62-05`; empty for the code as a whole. Never its value. */
export type EmvFault = { readonly ok: false; readonly reason: EmvReason; readonly tag: string };

export type Reading<Value> = { readonly ok: true; readonly value: Value } | EmvFault;

export function found<Value>(value: Value): Reading<Value> {
  return { ok: true, value };
}

export function fault(reason: EmvReason, tag = ''): EmvFault {
  return { ok: false, reason, tag };
}

/** `62-05` for object 05 in template 62. */
export function pathOf(template: string, id: string): string {
  return template === '' ? id : `${template}-${id}`;
}
