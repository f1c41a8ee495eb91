import { DeviceError } from '../../device-error.ts';
import type { QrBlock } from '../document.ts';
import type { PrinterProfile } from '../profile.ts';
import { drawQr } from '../raster/draw-codes.ts';
import { codeFunction, type Unit, utf8Bytes } from './bytes.ts';
import { qrSideModules } from './qr-capacity.ts';
import { encodeRaster } from './raster.ts';

/** `cn` of the QR code family (Epson, GS ( k). */
const family = 49;
const levels = { L: 0x30, M: 0x31, Q: 0x32, H: 0x33 } as const;

/**
 * GS ( k, model 2: size, error correction, store, print; or drawn where the printer has no codes of
 * its own. Lengths count the UTF-8 bytes.
 * @throws DeviceError `device.bad-data` for what no QR code holds or the paper does not.
 */
export function encodeQr(block: QrBlock, profile: PrinterProfile): Unit[] {
  const level = block.errorCorrection ?? 'M';
  const { moduleDots } = block;
  const data = utf8Bytes(block.data);
  if (!Number.isInteger(moduleDots) || moduleDots < 1 || moduleDots > 16) {
    throw new DeviceError('device.bad-data', `QR module of ${moduleDots} dots is not 1 to 16`);
  }
  const side = qrSideModules(data.length, level);
  if (data.length === 0 || side === undefined) {
    throw new DeviceError('device.bad-data', `a QR code cannot hold ${data.length} bytes`);
  }
  if (side * moduleDots > profile.widthDots) {
    const message = `a QR code of ${side * moduleDots} dots is wider than the paper`;
    throw new DeviceError('device.bad-data', message);
  }
  if (profile.codes === 'raster') {
    return encodeRaster(drawQr(block.data, level, moduleDots), profile);
  }
  return [
    [
      ...codeFunction(family, 65, [0x32, 0]),
      ...codeFunction(family, 67, [moduleDots]),
      ...codeFunction(family, 69, [levels[level]]),
      ...codeFunction(family, 80, [0x30, ...data]),
      ...codeFunction(family, 81, [0x30]),
    ],
  ];
}
