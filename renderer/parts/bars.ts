/** Bars of the receipt's barcodes as a string of modules, `1` for dark. Null when the data does not fit. */

/** GS1 General Specifications 5.2: set A of the left half; B and C follow from it. */
const eanLeft = '0001101 0011001 0010011 0111101 0100011 0110001 0101111 0111011 0110111 0001011';
const eanParity = 'AAAAAA AABABB AABBAB AABBBA ABAABB ABBAAB ABBBAA ABABAB ABABBA ABBABA';

const setA = eanLeft.split(' ');
const setC = setA.map((modules) =>
  Array.from(modules, (module) => (module === '1' ? '0' : '1')).join(''),
);
const setB = setC.map((modules) => Array.from(modules).reverse().join(''));

export function ean13Modules(data: string): string | null {
  if (!/^\d{13}$/.test(data)) return null;
  const digits = Array.from(data, Number);
  const parity = eanParity.split(' ')[digits[0] ?? 0] ?? '';
  const left = digits.slice(1, 7).map((digit, place) => {
    const set = parity[place] === 'B' ? setB : setA;
    return set[digit];
  });
  const right = digits.slice(7).map((digit) => setC[digit]);
  return ['101', ...left, '01010', ...right, '101'].join('');
}

/** ISO/IEC 15417 table 1: widths of bar, space, bar, space, bar, space, by symbol value. */
const code128Widths = `
212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132
122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212
322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311
112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321
331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214
112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212
124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113
411311 113141 114131 311141 411131 211412 211214 211232 2331112`
  .trim()
  .split(/\s+/);
const startB = 104;
const stop = 106;

/** Code set B: every printable ASCII character. */
export function code128Modules(data: string): string | null {
  if (!/^[ -~]+$/.test(data)) return null;
  const values = Array.from(data, (character) => character.charCodeAt(0) - 32);
  const weighted = values.reduce((sum, value, place) => sum + value * (place + 1), startB);
  return [startB, ...values, weighted % 103, stop].map(modulesOf).join('');
}

function modulesOf(value: number): string {
  const widths = Array.from(code128Widths[value] ?? '', Number);
  return widths.map((width, place) => (place % 2 === 0 ? '1' : '0').repeat(width)).join('');
}
