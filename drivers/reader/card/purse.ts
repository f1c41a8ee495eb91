import type { Purse } from '../../contract.ts';
import { DeviceError } from '../../device-error.ts';
import { type CardChannel, readData, select, selectApplication } from './apdu.ts';
import { isBlank, toHex } from './bytes.ts';
import { readHistory } from './history.ts';

/**
 * Vendors' purses first, the plain one last: some cards lose their purse when something else is
 * selected before (payment-facts 10.1). The payment directory (PPSE) and payment applications are
 * never selected: what is on them is none of a till's business.
 */
const purses: readonly { scheme: Purse['scheme']; selections: readonly Uint8Array[] }[] = [
  { scheme: 't-union', selections: [selectApplication('a000000632010105')] },
  { scheme: 'city-union', selections: [selectApplication('a00000000386980701')] },
  {
    scheme: 'pboc',
    // The master file, then DF 1001.
    selections: [
      Uint8Array.of(0x00, 0xa4, 0x00, 0x00, 0x02, 0x3f, 0x00),
      Uint8Array.of(0x00, 0xa4, 0x00, 0x00, 0x02, 0x10, 0x01, 0x00),
    ],
  },
];

/** GET BALANCE of the e-purse; some cards have it under 01 (payment-facts 10.1). */
const balanceCommands: readonly Uint8Array[] = [
  Uint8Array.of(0x80, 0x5c, 0x00, 0x02, 0x04),
  Uint8Array.of(0x80, 0x5c, 0x00, 0x01, 0x04),
];
const balanceBytes = 4;

/** READ BINARY of SFI 15. */
const infoCommand = Uint8Array.of(0x00, 0xb0, 0x95, 0x00, 0x1e);
const infoBytes = 30;

/** The first purse that the card has, read and never debited; undefined when it has none. */
export async function readPurse(channel: CardChannel): Promise<Purse | undefined> {
  for (const { scheme, selections } of purses) {
    if (!(await selectAll(channel, selections))) continue;
    const balanceMinor = await readBalance(channel);
    if (balanceMinor === undefined) continue;
    const info = await readData(channel, infoCommand, infoBytes, "the card's information file");
    const history = await readHistory(channel);
    return { scheme, balanceMinor, ...(info ? parsePurseInfo(info) : {}), history };
  }
  return undefined;
}

async function selectAll(
  channel: CardChannel,
  selections: readonly Uint8Array[],
): Promise<boolean> {
  for (const selection of selections) {
    if (!(await select(channel, selection))) return false;
  }
  return true;
}

async function readBalance(channel: CardChannel): Promise<number | undefined> {
  for (const command of balanceCommands) {
    const data = await readData(channel, command, 0, "the card's balance");
    if (data) return parseBalance(data);
  }
  return undefined;
}

/** Four bytes of cents; the top bit is none of them (payment-facts 10.1). Throws `device.bad-data`. */
export function parseBalance(data: Uint8Array): number {
  if (data.length !== balanceBytes) {
    const message = `the card's balance has ${data.length} bytes instead of ${balanceBytes}`;
    throw new DeviceError('device.bad-data', message);
  }
  return Buffer.from(data).readUInt32BE(0) & 0x7fffffff;
}

/**
 * Bytes 10-19 the number, 20-23 issued, 24-27 expires (payment-facts 10.1, T-Union; the same
 * places as in the PBOC purse's public file). What is blank or no date is left out: the balance
 * does not depend on it. SFI 17 is not read: what its bytes mean is not known to us.
 */
export function parsePurseInfo(
  info: Uint8Array,
): Pick<Purse, 'cardNumber' | 'validFrom' | 'validTo'> {
  const cardNumber = toHex(info.subarray(10, 20)).replace(/^0+/, '');
  const validFrom = dateOf(info.subarray(20, 24));
  const validTo = dateOf(info.subarray(24, 28));
  return {
    ...(isBlank(info.subarray(10, 20)) ? {} : { cardNumber }),
    ...(validFrom === undefined ? {} : { validFrom }),
    ...(validTo === undefined ? {} : { validTo }),
  };
}

function dateOf(bytes: Uint8Array): string | undefined {
  const digits = toHex(bytes);
  return /^[12]\d{3}(0[1-9]|1[0-2])([0-2]\d|3[01])$/.test(digits) ? digits : undefined;
}
