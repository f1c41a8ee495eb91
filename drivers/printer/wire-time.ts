import type { TransportConfig } from '../contract.ts';
import { driverLimits } from '../limits.ts';

/** How long the wire itself takes for so many bytes; 0 where it is faster than any printer. */
export function transferMs(byteCount: number, transport: TransportConfig): number {
  if (transport.type !== 'serial') return 0;
  const { baudRate, dataBits, stopBits, parity } = transport;
  const bitsPerByte = 1 + dataBits + (parity === 'none' ? 0 : 1) + stopBits;
  return (byteCount * bitsPerByte * 1_000) / baudRate;
}

/**
 * From a job's first byte to its last answer. A slow line gets twice the time that the bytes take
 * on it, for the pauses of a printer that holds it up.
 */
export function jobTimeoutMs(byteCount: number, transport: TransportConfig): number {
  const neededMs = driverLimits.printJobTimeoutMs + 2 * transferMs(byteCount, transport);
  return Math.min(neededMs, driverLimits.printJobMaxTimeoutMs);
}
