import { DeviceError } from '../../device-error.ts';
import { encodeTlv, parseTlvs, type Tlv } from './tlv.ts';

/** Start of a message and the version of its framework (payment-facts 10.5). */
const startOfMessage = Uint8Array.of(0xaa, 0x00);
const tags = { information: 0x81, status: 0x82, payload: 0x84 } as const;
export const messageTypes = { request: 0x01, response: 0x82 } as const;

export const mmsCommands = {
  startTransaction: 0x1001,
  /** Example `AA00 8104 01131008 8402 1008` (public DynaFlex II Go manual, D998200597, p. 101). */
  cancelTransaction: 0x1008,
  /** Tones of two bytes hertz and two bytes milliseconds, at most ten (the same manual, p. 113). */
  buzzer: 0x1805,
  getProperty: 0xd101,
} as const;

export type MmsMessage = {
  /** A request, a response, or whatever else the reader tells by itself. */
  readonly type: number;
  /** Echoed by the response. */
  readonly counter: number;
  readonly command: number;
  /** Four bytes; all zero is done. */
  readonly status?: Uint8Array;
  /** What follows the command in the payload. */
  readonly parameters: Uint8Array;
};

/** A request to the reader. */
export function encodeRequest(
  counter: number,
  command: number,
  parameters: Uint8Array = new Uint8Array(0),
): Uint8Array {
  return encodeMessage({ type: messageTypes.request, counter, command, parameters });
}

export function encodeMessage(message: MmsMessage): Uint8Array {
  const { type, counter, command, status, parameters } = message;
  const name = Uint8Array.of(command >> 8, command & 0xff);
  const hasPayload = type === messageTypes.request || parameters.length > 0;
  return Uint8Array.from(
    Buffer.concat([
      startOfMessage,
      encodeTlv(tags.information, Uint8Array.of(type, counter, ...name)),
      status ? encodeTlv(tags.status, status) : new Uint8Array(0),
      hasPayload ? encodeTlv(tags.payload, Buffer.concat([name, parameters])) : new Uint8Array(0),
    ]),
  );
}

/** Throws `device.bad-data`. There is no checksum: the USB beneath has its own. */
export function parseMessage(bytes: Uint8Array): MmsMessage {
  if (!Buffer.from(bytes.subarray(0, 2)).equals(startOfMessage)) throw broken('its start is wrong');
  const values = parseTlvs(bytes.subarray(startOfMessage.length));
  const information = Buffer.from(valueBehind(values, tags.information) ?? []);
  if (information.length < 4) throw broken('it does not say what it is');
  const command = information.readUInt16BE(2);
  const status = valueBehind(values, tags.status);
  if (status && status.length !== 4) throw broken('its status is not four bytes');
  return {
    type: information.readUInt8(0),
    counter: information.readUInt8(1),
    command,
    ...(status ? { status } : {}),
    parameters: parametersOf(valueBehind(values, tags.payload), command),
  };
}

/** The payload repeats the command; one that names another answers something else. */
function parametersOf(payload: Uint8Array | undefined, command: number): Uint8Array {
  if (!payload) return new Uint8Array(0);
  const bytes = Buffer.from(payload);
  if (bytes.length < 2 || bytes.readUInt16BE() !== command) throw broken('its payload is foreign');
  return Uint8Array.from(bytes.subarray(2));
}

function valueBehind(values: readonly Tlv[], tag: number): Uint8Array | undefined {
  return values.find((value) => value.tag === tag)?.value;
}

/**
 * First status byte: 00 done, 01 started, 40 and 41 the same with warnings, 80 and 81 failed
 * (D998200597, p. 33).
 */
export function isSuccess(status: Uint8Array | undefined): boolean {
  const summary = status?.[0];
  return summary !== undefined && summary < 0x80;
}

function broken(why: string): DeviceError {
  return new DeviceError('device.bad-data', `a message of the reader is broken: ${why}`);
}
