/** The folding under which names and queries are compared: no case, width, accents, spaces or signs. */

/** Letters and digits only, in lower case and in their common width. */
export function fold(text: string): string {
  return plain(text).replace(/[^\p{L}\p{N}]+/gu, '');
}

/** The folded words of a text, in order. */
export function foldedWords(text: string): string[] {
  return plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

const han = /^\p{Script=Han}$/u;

export function isHan(character: string): boolean {
  // the first Han character is U+2E80: most characters of a code or an English name need no table
  return character >= '\u2e80' && han.test(character);
}

function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').normalize('NFKC').toLowerCase();
}
