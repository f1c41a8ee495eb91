/** Which byte of the CRC comes first. */
export type CrcOrder = 'msb' | 'lsb';

export type Neo2Command = {
  readonly command: number;
  readonly subCommand: number;
  readonly crcOrder: CrcOrder;
  /** The manual contradicts itself about the order: a reader that refuses it is asked the other way. */
  readonly isDisputed?: boolean;
};

/**
 * What we ask of a NEO 2 reader (payment-facts 10.3). Host commands have their CRC's low byte
 * first, pass-through commands (2C) their high byte (manual p. 47 and 60). Disputed: 2C-13 and
 * 2C-07, for which the rule and the tables of the manual differ or the table could not be read;
 * 2C-01, whose page could not be read; 0B-01, whose table (p. 283) has the high byte first though
 * it is a plain command. The order has not been tried on hardware.
 */
export const neo2Commands = {
  ping: { command: 0x18, subCommand: 0x01, crcOrder: 'lsb' },
  /** Answers with the version as text (manual p. 131). */
  firmwareVersion: { command: 0x29, subCommand: 0x00, crcOrder: 'lsb' },
  /** Answers with 15 characters, zeros at the end, or 0B when none was ever set (manual p. 143). */
  serialNumber: { command: 0x12, subCommand: 0x01, crcOrder: 'lsb' },
  getConfiguration: { command: 0x03, subCommand: 0x02, crcOrder: 'lsb' },
  lightSensor: { command: 0x83, subCommand: 0x50, crcOrder: 'lsb' },
  /** A payment; nothing here starts one (see `encodeActivation`). */
  activateTransaction: { command: 0x02, subCommand: 0x40, crcOrder: 'lsb' },
  cancelTransaction: { command: 0x05, subCommand: 0x01, crcOrder: 'lsb' },
  /** Location, red, green; 00 off, 01 on, 02 blinking (manual p. 283). */
  lights: { command: 0x0a, subCommand: 0x03, crcOrder: 'lsb' },
  /** So many short beeps, 1 to 4 (manual p. 284). */
  shortBeeps: { command: 0x0b, subCommand: 0x01, crcOrder: 'msb', isDisputed: true },
  passThrough: { command: 0x2c, subCommand: 0x01, crcOrder: 'msb', isDisputed: true },
  poll: { command: 0x2c, subCommand: 0x02, crcOrder: 'msb' },
  readBlocks: { command: 0x2c, subCommand: 0x07, crcOrder: 'msb', isDisputed: true },
  exchangeApdu: { command: 0x2c, subCommand: 0x13, crcOrder: 'lsb', isDisputed: true },
} as const satisfies Record<string, Neo2Command>;

/** Data bytes of pass-through start and stop: public knowledge of the protocol, not read in the manual. */
export const passThroughOn = Uint8Array.of(0x01);
export const passThroughOff = Uint8Array.of(0x00);

/** Status codes of answers (manual p. 28). */
export const neo2Status = {
  ok: 0x00,
  badHeader: 0x01,
  unknownCommand: 0x02,
  unknownSubCommand: 0x03,
  badCrc: 0x04,
  badParameter: 0x05,
  /** Also what a secured (SRED) reader says instead of showing payment card data. */
  notSupported: 0x06,
  timeout: 0x08,
  failed: 0x0a,
  commandNotAllowed: 0x0b,
  subCommandNotAllowed: 0x0c,
  /** Not the answer yet: the reader tells what it shows meanwhile. */
  userInterfaceEvent: 0x0e,
} as const;

/** The names in the manual, for messages that developers read. */
const statusNames: Readonly<Record<number, string>> = {
  [neo2Status.badHeader]: 'incorrect header tag',
  [neo2Status.unknownCommand]: 'unknown command',
  [neo2Status.unknownSubCommand]: 'unknown sub-command',
  [neo2Status.badCrc]: 'CRC error in frame',
  [neo2Status.badParameter]: 'incorrect parameter',
  [neo2Status.notSupported]: 'parameter not supported',
  [neo2Status.timeout]: 'timeout',
  [neo2Status.failed]: 'failed',
  [neo2Status.commandNotAllowed]: 'command not allowed',
  [neo2Status.subCommandNotAllowed]: 'sub-command not allowed',
};

export function describeStatus(status: number): string {
  const hex = status.toString(16).padStart(2, '0').toUpperCase();
  return `${hex} (${statusNames[status] ?? 'not in our table'})`;
}

/** Longest time a poll can be given: 255 s and 2,550 ms (payment-facts 10.3). */
const maxPollMs = 255_000 + 2_550;

/** Data of a poll: whole seconds, then tens of milliseconds; never both zero. */
export function encodePollTime(timeoutMs: number): Uint8Array {
  const bounded = Math.min(Math.max(timeoutMs, 10), maxPollMs);
  const seconds = Math.min(Math.floor(bounded / 1_000), 255);
  return Uint8Array.of(seconds, Math.floor((bounded - seconds * 1_000) / 10));
}

/** Data of 2C-13 towards a contactless card: interface 00, then the APDU. */
export function encodeApduExchange(apdu: Uint8Array): Uint8Array {
  return Uint8Array.of(0x00, ...apdu);
}

/** What a payment asks the reader for: amount in the currency's minor unit, its ISO 4217 number. */
export type Activation = {
  readonly timeoutSeconds: number;
  readonly amountMinor: number;
  readonly currency: number;
};

/**
 * Data of 02-40: time, then 9F02 (amount), 9C (00, purchase) and 5F2A (currency). The framing of a
 * payment, for whoever brings the kernel's licence and its keys; no handler of ours sends it.
 */
export function encodeActivation({
  timeoutSeconds,
  amountMinor,
  currency,
}: Activation): Uint8Array {
  const amount = Buffer.from(String(amountMinor).padStart(12, '0'), 'hex');
  const code = Buffer.from(String(currency).padStart(4, '0'), 'hex');
  return Uint8Array.of(
    timeoutSeconds,
    ...[0x9f, 0x02, amount.length, ...amount],
    ...[0x9c, 0x01, 0x00],
    ...[0x5f, 0x2a, code.length, ...code],
  );
}
