import type { PurseEntry } from '../../contract.ts';
import { DeviceError } from '../../device-error.ts';
import { type CardChannel, readData } from './apdu.ts';
import { fromBcd, isBlank, toHex } from './bytes.ts';

const recordBytes = 23;
/** Records that a purse keeps, the newest first (payment-facts 10.1). */
const records = 10;

const kindsByType: Readonly<Record<number, PurseEntry['kind']>> = {
  1: 'load',
  2: 'load',
  5: 'purchase',
  6: 'purchase',
  9: 'compound',
};

/** The log of the selected purse; ends at the first record that is not there. */
export async function readHistory(channel: CardChannel): Promise<readonly PurseEntry[]> {
  const history: PurseEntry[] = [];
  for (let number = 1; number <= records; number++) {
    // SFI 18 in the upper five bits, and "this record" below.
    const apdu = Uint8Array.of(0x00, 0xb2, number, 0xc4, recordBytes);
    const record = await readData(channel, apdu, recordBytes, `record ${number} of the card's log`);
    if (!record) break;
    const entry = parsePurseEntry(record);
    if (entry) history.push(entry);
  }
  return history;
}

/**
 * One log record: 0-1 sequence, 2-4 overdraft, 5-8 amount, 9 type, 10-15 terminal, 16-19 date,
 * 20-22 time (payment-facts 10.1); undefined for one that was never written. Throws
 * `device.bad-data`.
 */
export function parsePurseEntry(record: Uint8Array): PurseEntry | undefined {
  if (record.length < recordBytes) {
    throw new DeviceError('device.bad-data', "a record of the card's log is too short");
  }
  if (isBlank(record)) return undefined;
  const bytes = Buffer.from(record);
  return {
    sequence: bytes.readUInt16BE(0),
    kind: kindsByType[bytes.readUInt8(9)] ?? 'other',
    amountMinor: bytes.readUInt32BE(5),
    date: fromBcd(bytes.subarray(16, 20), "a date in the card's log"),
    time: fromBcd(bytes.subarray(20, 23), "a time in the card's log"),
    terminal: toHex(bytes.subarray(10, 16)),
  };
}
