import type { Bars } from './draw-codes.ts';

/** Widths of bar, space, bar, space, bar, space for symbol values 0 to 105 (ISO/IEC 15417, table 1). */
const widths =
  '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 ' +
  '112232 122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 ' +
  '311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 ' +
  '112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 ' +
  '313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 ' +
  '314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 ' +
  '122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 ' +
  '124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 ' +
  '114311 411113 411311 113141 114131 311141 411131 211412 211214 211232';
const symbols = widths.split(' ');
const stop = '2331112';

const startValue = { A: 103, B: 104, C: 105 } as const;
/** Value of the symbol that changes to a set; the same in every other set. */
const changeValue = { A: 101, B: 100, C: 99 } as const;
const function1 = 102;
type CodeSet = keyof typeof startValue;

/** GS k 73 data: `{A`, `{B`, `{C` choose the set, `{1` is FNC1, `{{` a brace; set C is a byte a pair. */
export function code128Bars(data: Uint8Array): Bars | undefined {
  const values: number[] = [];
  let digits = '';
  let set: CodeSet | undefined;
  for (let i = 0; i < data.length; i++) {
    const byte = data[i] ?? 0;
    const next = String.fromCharCode(data[i + 1] ?? 0);
    if (byte === 0x7b && isCodeSet(next)) {
      values.push(set ? changeValue[next] : startValue[next]);
      set = next;
      i++;
    } else if (!set) {
      return undefined;
    } else if (set === 'C') {
      values.push(byte);
      digits += String(byte).padStart(2, '0');
    } else {
      if (byte === 0x7b) i++;
      const isFunction1 = byte === 0x7b && next === '1';
      values.push(isFunction1 ? function1 : valueIn(set, byte));
      if (!isFunction1) digits += String.fromCharCode(byte);
    }
  }
  if (values.length < 2) return undefined;
  const sum = values.reduce((total, value, i) => total + value * Math.max(1, i), 0);
  const runs = [...values, sum % 103].map((value) => symbols[value] ?? '').join('') + stop;
  return { modules: drawRuns(runs), digits };
}

function isCodeSet(letter: string): letter is CodeSet {
  return letter === 'A' || letter === 'B' || letter === 'C';
}

function valueIn(set: 'A' | 'B', byte: number): number {
  return set === 'A' && byte < 0x20 ? byte + 64 : byte - 0x20;
}

function drawRuns(runs: string): string {
  return [...runs].map((run, i) => (i % 2 === 0 ? '1' : '0').repeat(Number(run))).join('');
}
