/**
 * The two-byte codes of GB18030, which are what receipt printers' fonts cover, made by decoding
 * every code once and inverting. The label must be `gb18030`: under `gbk` Node's ICU puts the
 * euro at 0x80 and private characters at 0xA2A0 (device-facts 1.2).
 */
export type Gb18030Table = ReadonlyMap<string, number>;

let table: Gb18030Table | undefined;

export function gb18030Table(): Gb18030Table {
  table ??= invert();
  return table;
}

function invert(): Gb18030Table {
  const decoder = new TextDecoder('gb18030');
  const codes = new Map<string, number>();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      const character = decoder.decode(Uint8Array.of(lead, trail));
      const isOneCharacter = [...character].length === 1;
      if (isOneCharacter && !isPrivateOrInvalid(character) && !codes.has(character)) {
        codes.set(character, (lead << 8) | trail);
      }
    }
  }
  return codes;
}

/** Private-use characters have no agreed shape: printing one is printing something else. */
function isPrivateOrInvalid(character: string): boolean {
  return /^[\uE000-\uF8FF\uFFFD]/u.test(character);
}
