/** What of a key press the detector looks at; the names are `KeyboardEvent`'s own. */
export type KeyPress = {
  readonly key: string;
  /** The place on the keyboard, whatever the layout or an input method makes of it. */
  readonly code: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
};

const digit = /^(?:Digit|Numpad)([0-9])$/;
const letter = /^Key([A-Z])$/;

/** Places of a US keyboard, which is what scanners play, that are neither digit nor letter. */
const marks: Readonly<Record<string, readonly [plain: string, shifted: string]>> = {
  Space: [' ', ' '],
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Backslash: ['\\', '|'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
  Backquote: ['`', '~'],
  NumpadDecimal: ['.', '.'],
  NumpadSubtract: ['-', '-'],
  NumpadAdd: ['+', '+'],
  NumpadMultiply: ['*', '*'],
  NumpadDivide: ['/', '/'],
};

const shiftedDigits = ')!@#$%^&*(';

/**
 * The character that a scanner means by a key, or null for a key that types nothing. The key's own
 * character is taken where it is one; while an input method holds the keyboard (`Process`) it is
 * read from the key's place. Ctrl and `]` is how keyboards send GS1's separator.
 */
export function characterOf({ key, code, shiftKey, ctrlKey }: KeyPress): string | null {
  if (ctrlKey) return code === 'BracketRight' ? '\x1D' : null;
  if (/^[\x20-\x7e]$/.test(key)) return key;
  if (key !== 'Process' && key !== 'Unidentified') return null;
  const [, number] = digit.exec(code) ?? [];
  if (number !== undefined) {
    return shiftKey && code.startsWith('Digit') ? shiftedDigits.charAt(Number(number)) : number;
  }
  const [, name] = letter.exec(code) ?? [];
  if (name !== undefined) return shiftKey ? name : name.toLowerCase();
  return marks[code]?.[shiftKey ? 1 : 0] ?? null;
}
