/** A receipt is laid out in character cells: Latin takes one, Chinese takes two. */

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;

export type Run = { readonly text: string; readonly isWide: boolean };

export function cellsOf(character: string): 1 | 2 {
  return wide.test(character) ? 2 : 1;
}

export function cellWidth(text: string): number {
  let cells = 0;
  for (const character of text) cells += cellsOf(character);
  return cells;
}

/** The text in runs of equal width; each wide character is a run, so that it can be given two cells. */
export function runsOf(text: string): readonly Run[] {
  const runs: Run[] = [];
  let narrow = '';
  const endNarrow = () => {
    if (narrow !== '') runs.push({ text: narrow, isWide: false });
    narrow = '';
  };
  for (const character of text) {
    if (cellsOf(character) === 1) {
      narrow += character;
      continue;
    }
    endNarrow();
    runs.push({ text: character, isWide: true });
  }
  endNarrow();
  return runs;
}
