import { readText } from './text.ts';

/** Commands of a CD5220 and of an ESC/POS display, by what they begin with (device-facts 5). */
const commands: readonly (readonly [string, string])[] = [
  ['<ESC>QA', 'upper line'],
  ['<ESC>QB', 'lower line'],
  ['<ESC>QD', 'scroll'],
  ['<ESC>@', 'initialise'],
  ['<ESC>=<STX>', 'to the display'],
  ['<ESC>=<01>', 'to the printer'],
  ['<FF>', 'clear'],
  ['<1f>@', 'self-test'],
];

/** Text on its way to a customer display, with the names of what it begins with. */
export function readDisplay(bytes: Uint8Array): string {
  const text = readText(bytes);
  const found = commands.filter(([begins]) => text.includes(begins)).map(([, name]) => name);
  return found.length === 0 ? text : `${text} (${found.join(', ')})`;
}
