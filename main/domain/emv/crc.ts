/**
 * The checksum of object 63: CRC-16/CCITT over the UTF-8 bytes, polynomial 0x1021, start 0xffff,
 * nothing reflected; always four capital hexadecimal digits (payment-facts 5.1).
 */
export function crc(text: string): string {
  let register = 0xffff;
  for (const byte of new TextEncoder().encode(text)) {
    register ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) {
      register = (register & 0x8000 ? (register << 1) ^ 0x1021 : register << 1) & 0xffff;
    }
  }
  return register.toString(16).toUpperCase().padStart(4, '0');
}
