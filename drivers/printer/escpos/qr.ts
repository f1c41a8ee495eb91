import { DeviceError } from '../../device-error.ts';
import type { QrBlock } from '../document.ts';
import { GS, uint16 } from './bytes.ts';

const levels = { L: 0x30, M: 0x31, Q: 0x32, H: 0x33 } as const;

/** Bytes that the largest QR code (version 40) holds, by level (ISO/IEC 18004, table 7). */
const capacityBytes = { L: 2953, M: 2331, Q: 1663, H: 1273 } as const;

/** GS ( k, model 2: size, error correction, store, print. Lengths count the UTF-8 bytes. */
export function encodeQr(block: QrBlock): number[] {
  const level = block.errorCorrection ?? 'M';
  const data = new TextEncoder().encode(block.data);
  if (!Number.isInteger(block.moduleDots) || block.moduleDots < 1 || block.moduleDots > 16) {
    throw new DeviceError(
      'device.bad-data',
      `QR module of ${block.moduleDots} dots is not 1 to 16`,
    );
  }
  if (data.length === 0 || data.length > capacityBytes[level]) {
    throw new DeviceError('device.bad-data', `a QR code cannot hold ${data.length} bytes`);
  }
  return [
    ...qrFunction(0x41, [0x32, 0]),
    ...qrFunction(0x43, [block.moduleDots]),
    ...qrFunction(0x45, [levels[level]]),
    ...qrFunction(0x50, [0x30, ...data]),
    ...qrFunction(0x51, [0x30]),
  ];
}

/** `cn` is 49, the QR code family (Epson, GS ( k). */
function qrFunction(fn: number, parameters: readonly number[]): number[] {
  return [GS, 0x28, 0x6b, ...uint16(parameters.length + 2), 0x31, fn, ...parameters];
}
