const names: Readonly<Record<number, string>> = {
  0: 'NUL',
  2: 'STX',
  3: 'ETX',
  4: 'EOT',
  5: 'ENQ',
  6: 'ACK',
  9: 'HT',
  10: 'LF',
  12: 'FF',
  13: 'CR',
  21: 'NAK',
  24: 'CAN',
  27: 'ESC',
  29: 'GS',
};

/** Bytes as a person reads them: text as it is, what is no text by its name or in hex. */
export function readText(bytes: Uint8Array): string {
  return [...bytes].map(readByte).join('').trim();
}

function readByte(byte: number): string {
  if (byte >= 0x20 && byte < 0x7f) return String.fromCharCode(byte);
  return `<${names[byte] ?? byte.toString(16).padStart(2, '0')}>`;
}
