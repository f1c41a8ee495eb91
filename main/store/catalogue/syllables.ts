/** The syllables of standard Chinese as they are typed (ü is v), by their first letter. */
const finalsByInitial: Readonly<Record<string, string>> = {
  '': 'a ai an ang ao e ei en er ou o',
  b: 'a ai an ang ao ei en eng i ian iao ie in ing o u',
  p: 'a ai an ang ao ei en eng i ian iao ie in ing o ou u',
  m: 'a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u',
  f: 'a an ang ei en eng o ou u',
  d: 'a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo',
  t: 'a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo',
  n: 'a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan ue uo v ve',
  l: 'a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan ue un uo v ve',
  g: 'a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo',
  k: 'a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo',
  h: 'a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo',
  j: 'i ia ian iang iao ie in ing iong iu u uan ue un',
  q: 'i ia ian iang iao ie in ing iong iu u uan ue un',
  x: 'i ia ian iang iao ie in ing iong iu u uan ue un',
  zh: 'a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo',
  ch: 'a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo',
  sh: 'a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo',
  r: 'an ang ao e en eng i ong ou u ua uan ui un uo',
  z: 'a ai an ang ao e ei en eng i ong ou u uan ui un uo',
  c: 'a ai an ang ao e en eng i ong ou u uan ui un uo',
  s: 'a ai an ang ao e en eng i ong ou u uan ui un uo',
  y: 'a an ang ao e i in ing o ong ou u uan ue un',
  w: 'a ai an ang ei en eng o u',
};

const beginnings = new Set<string>();
for (const [initial, finals] of Object.entries(finalsByInitial)) {
  for (const final of finals.split(' ')) {
    const syllable = initial + final;
    for (let length = 1; length <= syllable.length; length += 1) {
      beginnings.add(syllable.slice(0, length));
    }
  }
}

const longestSyllable = 6;
const readingsMax = 6;

/**
 * The ways a run of typed letters and digits can be cut into syllables and beginnings of syllables,
 * the longest pieces first: `kekl` gives ke·k·l and k·e·k·l. At most six; none when it cannot be pinyin.
 */
export function readingsOf(typed: string): string[][] {
  if (!/^[a-z0-9]*[a-z][a-z0-9]*$/.test(typed)) return [];
  const canEnd = reachableEnds(typed);
  const found: string[][] = [];
  const cut = (at: number, pieces: readonly string[]): void => {
    if (found.length === readingsMax) return;
    if (at === typed.length) {
      found.push([...pieces]);
      return;
    }
    for (const piece of piecesAt(typed, at)) {
      if (canEnd[at + piece.length]) cut(at + piece.length, [...pieces, piece]);
    }
  };
  cut(0, []);
  return found;
}

/** From which places the rest can be cut; looking first keeps the cutting free of dead ends. */
function reachableEnds(typed: string): boolean[] {
  const canEnd: boolean[] = new Array<boolean>(typed.length + 1).fill(false);
  canEnd[typed.length] = true;
  for (let at = typed.length - 1; at >= 0; at -= 1) {
    canEnd[at] = piecesAt(typed, at).some((piece) => canEnd[at + piece.length]);
  }
  return canEnd;
}

function piecesAt(typed: string, at: number): string[] {
  const first = typed.charAt(at);
  if (/[0-9]/.test(first)) return [first];
  const pieces: string[] = [];
  for (let length = Math.min(longestSyllable, typed.length - at); length > 0; length -= 1) {
    const piece = typed.slice(at, at + length);
    if (beginnings.has(piece)) pieces.push(piece);
  }
  return pieces;
}
