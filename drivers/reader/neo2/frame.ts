import { DeviceError } from '../../device-error.ts';
import type { CrcOrder, Neo2Command } from './commands.ts';
import { neo2Commands } from './commands.ts';
import { crc16 } from './crc.ts';

/** `ViVOtech2` and a zero (payment-facts 10.3). */
export const header = Uint8Array.of(0x56, 0x69, 0x56, 0x4f, 0x74, 0x65, 0x63, 0x68, 0x32, 0x00);
/** Header, command, sub-command or status, length in two bytes. */
export const bytesBeforeData = header.length + 4;
export const crcBytes = 2;

export type Neo2Answer = {
  readonly command: number;
  readonly status: number;
  readonly data: Uint8Array;
};

/** A frame to the reader; `crcOrder` when it is not the one of our table. */
export function encodeCommand(
  { command, subCommand, crcOrder }: Neo2Command,
  data: Uint8Array = new Uint8Array(0),
  order: CrcOrder = crcOrder,
): Uint8Array {
  return encodeFrame(command, subCommand, data, order);
}

/** `code` is the sub-command, or the status of an answer. */
export function encodeFrame(
  command: number,
  code: number,
  data: Uint8Array,
  order: CrcOrder,
): Uint8Array {
  const frame = new Uint8Array(bytesBeforeData + data.length + crcBytes);
  const view = new DataView(frame.buffer);
  frame.set(header);
  frame.set([command, code], header.length);
  view.setUint16(bytesBeforeData - 2, data.length);
  frame.set(data, bytesBeforeData);
  const end = bytesBeforeData + data.length;
  view.setUint16(end, crc16(frame.subarray(0, end)), order === 'lsb');
  return frame;
}

const disputedCommands: ReadonlySet<number> = new Set(
  Object.values<Neo2Command>(neo2Commands)
    .filter(({ isDisputed }) => isDisputed)
    .map(({ command }) => command),
);

/**
 * A frame from the reader, with the zeros that fill its last report. Answers have the CRC's high
 * byte first; where the manual contradicts itself the other order is taken as well. Throws
 * `device.bad-data`.
 */
export function decodeAnswer(message: Uint8Array): Neo2Answer {
  const bytes = Buffer.from(message);
  if (bytes.length < bytesBeforeData + crcBytes) throw broken('it is too short');
  if (!bytes.subarray(0, header.length).equals(header)) throw broken('its header is wrong');
  const end = bytesBeforeData + bytes.readUInt16BE(bytesBeforeData - 2);
  // Where the data ends is what the length says: the last byte of a CRC may be zero as well.
  const padding = bytes.length - end - crcBytes;
  if (padding < 0) throw broken('it ends before its length');
  if (bytes.subarray(end + crcBytes).some((byte) => byte !== 0)) throw broken('bytes follow it');
  const command = bytes.readUInt8(header.length);
  const crc = crc16(bytes.subarray(0, end));
  const isRight =
    bytes.readUInt16BE(end) === crc ||
    (disputedCommands.has(command) && bytes.readUInt16LE(end) === crc);
  if (!isRight) throw broken('its CRC is wrong');
  return {
    command,
    status: bytes.readUInt8(header.length + 1),
    data: Uint8Array.from(bytes.subarray(bytesBeforeData, end)),
  };
}

function broken(why: string): DeviceError {
  return new DeviceError('device.bad-data', `a frame of the reader is broken: ${why}`);
}
