/** How many bytes of parameters follow a command; a function where the bytes themselves say so. */
export type Command = {
  readonly name: string;
  readonly parameters: number | ((rest: Uint8Array) => number);
  readonly says?: string;
};

/** `pL pH` at these places, and so many bytes besides. */
const counted =
  (at: number, besides: number) =>
  (rest: Uint8Array): number =>
    besides + (rest[at] ?? 0) + 256 * (rest[at + 1] ?? 0);

/**
 * Names of ESC/POS commands by their first bytes in hex, as the public command references give
 * them; those that we send ourselves, and the commonest of others (device-facts 1.4, 5).
 */
export const escposCommands: Readonly<Record<string, Command>> = {
  '1004': { name: 'DLE EOT', parameters: 1, says: 'status?' },
  '1005': { name: 'DLE ENQ', parameters: 1, says: 'recover' },
  '1014': { name: 'DLE DC4', parameters: 3, says: 'drawer' },
  '1b40': { name: 'ESC @', parameters: 0, says: 'initialise' },
  '1b20': { name: 'ESC SP', parameters: 1, says: 'spacing' },
  '1b21': { name: 'ESC !', parameters: 1, says: 'print mode' },
  '1b2d': { name: 'ESC -', parameters: 1, says: 'underline' },
  '1b32': { name: 'ESC 2', parameters: 0, says: 'line spacing' },
  '1b33': { name: 'ESC 3', parameters: 1, says: 'line spacing' },
  '1b3d': { name: 'ESC =', parameters: 1, says: 'select peripheral' },
  '1b42': { name: 'ESC B', parameters: 2, says: 'buzzer' },
  '1b45': { name: 'ESC E', parameters: 1, says: 'bold' },
  '1b4a': { name: 'ESC J', parameters: 1, says: 'feed dots' },
  '1b4d': { name: 'ESC M', parameters: 1, says: 'font' },
  '1b52': { name: 'ESC R', parameters: 1, says: 'national characters' },
  '1b61': { name: 'ESC a', parameters: 1, says: 'align' },
  '1b64': { name: 'ESC d', parameters: 1, says: 'feed lines' },
  '1b70': { name: 'ESC p', parameters: 3, says: 'drawer' },
  '1b72': { name: 'ESC r', parameters: 1, says: 'colour' },
  '1b74': { name: 'ESC t', parameters: 1, says: 'code page' },
  '1b75': { name: 'ESC u', parameters: 1, says: 'drawer level?' },
  '1b7b': { name: 'ESC {', parameters: 1, says: 'upside down' },
  '1c21': { name: 'FS !', parameters: 1, says: 'Chinese print mode' },
  '1c26': { name: 'FS &', parameters: 0, says: 'Chinese on' },
  '1c2e': { name: 'FS .', parameters: 0, says: 'Chinese off' },
  '1c43': { name: 'FS C', parameters: 1, says: 'Chinese code' },
  '1c53': { name: 'FS S', parameters: 2, says: 'Chinese spacing' },
  '1c28': { name: 'FS (', parameters: counted(1, 3), says: 'function' },
  '1d21': { name: 'GS !', parameters: 1, says: 'size' },
  '1d28': { name: 'GS (', parameters: counted(1, 3), says: 'function' },
  '1d42': { name: 'GS B', parameters: 1, says: 'inverted' },
  '1d48': { name: 'GS H', parameters: 1, says: 'code text' },
  '1d49': { name: 'GS I', parameters: 1, says: 'identity?' },
  '1d4c': { name: 'GS L', parameters: 2, says: 'left margin' },
  '1d50': { name: 'GS P', parameters: 2, says: 'motion units' },
  '1d56': {
    name: 'GS V',
    parameters: ([mode = 0]) => (mode === 65 || mode === 66 ? 2 : 1),
    says: 'cut',
  },
  '1d57': { name: 'GS W', parameters: 2, says: 'width' },
  '1d61': { name: 'GS a', parameters: 1, says: 'automatic status' },
  '1d66': { name: 'GS f', parameters: 1, says: 'code text font' },
  '1d68': { name: 'GS h', parameters: 1, says: 'code height' },
  '1d6b': { name: 'GS k', parameters: barcodeLength, says: 'bar code' },
  '1d72': { name: 'GS r', parameters: 1, says: 'status?' },
  '1d76': { name: 'GS v 0', parameters: rasterLength, says: 'raster' },
  '1d77': { name: 'GS w', parameters: 1, says: 'code width' },
};

/** Kinds below 65 end with a zero, the others say their length. */
function barcodeLength(rest: Uint8Array): number {
  const [kind = 0, length = 0] = rest;
  if (kind >= 65) return 2 + length;
  const end = rest.indexOf(0, 1);
  return end === -1 ? rest.length : end + 1;
}

/** `0 m xL xH yL yH`, then rows of x bytes. */
function rasterLength(rest: Uint8Array): number {
  const [, , xL = 0, xH = 0, yL = 0, yH = 0] = rest;
  return 6 + (xL + 256 * xH) * (yL + 256 * yH);
}
