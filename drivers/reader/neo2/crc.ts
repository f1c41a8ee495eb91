/** Polynomial x^16 + x^12 + x^5 + 1, without its highest term. */
const polynomial = 0x1021;

/**
 * CRC-16/CCITT of NEO 2 frames: begins with FFFF, not reflected, nothing added at the end
 * (payment-facts 10.3, manual p. 60).
 */
export function crc16(bytes: Uint8Array): number {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) {
      const shifted = (crc << 1) & 0xffff;
      crc = crc & 0x8000 ? shifted ^ polynomial : shifted;
    }
  }
  return crc;
}
