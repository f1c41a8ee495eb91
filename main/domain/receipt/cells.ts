/**
 * Receipts are laid out in printer cells, not in characters. A Chinese printer in its two-byte mode
 * draws everything beyond ASCII two cells wide, the yen sign and the multiplication sign included.
 */
export function cellWidth(text: string): number {
  let cells = 0;
  for (const character of text) cells += characterCells(character);
  return cells;
}

function characterCells(character: string): number {
  return (character.codePointAt(0) ?? 0) < 0x80 ? 1 : 2;
}

/** Cuts text to at most `cells`, never through a character. */
export function clip(text: string, cells: number): string {
  return wrap(text, cells)[0] ?? '';
}

/** Breaks text into lines of at most `cells`, at a space where there is one. */
export function wrap(text: string, cells: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const character of text) {
    const width = characterCells(character);
    if (used + width > cells && line !== '') {
      const space = line.lastIndexOf(' ');
      const breakAt = space > 0 && character !== ' ' ? space : line.length;
      lines.push(line.slice(0, breakAt));
      line = line.slice(breakAt).trimStart();
      used = cellWidth(line);
    }
    if (line === '' && character === ' ' && lines.length > 0) continue;
    line += character;
    used += width;
  }
  if (line !== '' || lines.length === 0) lines.push(line);
  return lines;
}

export function padEnd(text: string, cells: number): string {
  return text + ' '.repeat(Math.max(0, cells - cellWidth(text)));
}

export function padStart(text: string, cells: number): string {
  return ' '.repeat(Math.max(0, cells - cellWidth(text))) + text;
}

/** `left` and `right` at the two ends of a line; the left one wraps when both do not fit. */
export function spread(left: string, right: string, cells: number): string[] {
  const room = cells - cellWidth(right) - 1;
  const lines = wrap(left, Math.max(1, room));
  const last = lines.pop() ?? '';
  return [...lines, padEnd(last, cells - cellWidth(right)) + right];
}
