import { randomBytes } from 'node:crypto';

/** A card that can be put on a simulated reader. */
export type SimulatedCard = {
  /** As a NEO 2 reader's poll names it (payment-facts 10.3). */
  readonly pollByte: number;
  /** The UID of this look; cards with a random one give another each time. */
  readonly uid: () => Uint8Array;
  /** Answers an APDU with data and status word; absent for cards that take none. */
  readonly transmit?: (apdu: Uint8Array) => Uint8Array;
  /** Memory of a Type 2 tag, from page 0. */
  readonly memory?: Uint8Array;
  /** A payment card: a secured reader shows nothing of it. */
  readonly isPaymentCard?: boolean;
};

const done = Uint8Array.of(0x90, 0x00);
const fileNotFound = Uint8Array.of(0x6a, 0x82);
const recordNotFound = Uint8Array.of(0x6a, 0x83);
const unknownInstruction = Uint8Array.of(0x6d, 0x00);

export type SimulatedPurseEntry = {
  readonly sequence: number;
  /** 01 and 02 load, 05 and 06 purchase, 09 compound. */
  readonly type: number;
  readonly amountMinor: number;
  /** `YYYYMMDDHHMMSS` */
  readonly at: string;
  /** Twelve hex digits. */
  readonly terminal: string;
};

export type SimulatedPurse = {
  /** Application id in hex; `1001` for a plain purse below the master file. */
  readonly application: string;
  readonly uid?: string;
  readonly balanceMinor: number;
  /** P2 of GET BALANCE that this card knows: 2 when absent. */
  readonly purseNumber?: 1 | 2;
  /** Twenty digits. */
  readonly cardNumber?: string;
  readonly validFrom?: string;
  readonly validTo?: string;
  readonly history?: readonly SimulatedPurseEntry[];
};

export const purseApplications = {
  'T-Union': 'a000000632010105',
  'City Union': 'a00000000386980701',
  plain: '1001',
} as const;

/** A stored-value card as payment-facts 10.1 has it; the top bit of its balance is set. */
export function purseCard(purse: SimulatedPurse): SimulatedCard {
  let isSelected = false;
  return {
    pollByte: 0x01,
    uid: () => Buffer.from(purse.uid ?? '04a1b2c3d4e5f6', 'hex'),
    transmit: (apdu) => {
      const instruction = apdu[1];
      if (instruction === 0xa4) {
        const isMaster = Buffer.from(apdu).toString('hex') === '00a40000023f00';
        isSelected = selectedName(apdu) === purse.application;
        if (isMaster && purse.application === purseApplications.plain) return done;
        return isSelected ? done : fileNotFound;
      }
      if (!isSelected) return fileNotFound;
      return answerPurse(purse, apdu);
    },
  };
}

function answerPurse(purse: SimulatedPurse, apdu: Uint8Array): Uint8Array {
  const [, instruction, first, second] = apdu;
  if (instruction === 0x5c && second === (purse.purseNumber ?? 2)) {
    const balance = Buffer.alloc(4);
    balance.writeUInt32BE(purse.balanceMinor + 0x80000000);
    return withStatus(balance);
  }
  if (instruction === 0xb0 && first === 0x95) return withStatus(encodeInfo(purse));
  if (instruction === 0xb2 && second === 0xc4) {
    const entry = purse.history?.[(first ?? 0) - 1];
    return entry ? withStatus(encodeEntry(entry)) : recordNotFound;
  }
  return unknownInstruction;
}

function encodeInfo(purse: SimulatedPurse): Uint8Array {
  const info = Buffer.alloc(30);
  info.write(purse.cardNumber ?? '', 10, 'hex');
  info.write(purse.validFrom ?? '', 20, 'hex');
  info.write(purse.validTo ?? '', 24, 'hex');
  return info;
}

function encodeEntry(entry: SimulatedPurseEntry): Uint8Array {
  const record = Buffer.alloc(23);
  record.writeUInt16BE(entry.sequence, 0);
  record.writeUInt32BE(entry.amountMinor, 5);
  record.writeUInt8(entry.type, 9);
  record.write(entry.terminal, 10, 'hex');
  record.write(entry.at, 16, 'hex');
  return record;
}

/** A Type 4 tag with this NDEF message. */
export function type4Tag(message: Uint8Array, uid = '04112233445566'): SimulatedCard {
  return { pollByte: 0x01, uid: () => Buffer.from(uid, 'hex'), transmit: type4Answers(message) };
}

/** A phone that emulates a Type 4 tag: another UID at every look. */
export function phone(message: Uint8Array): SimulatedCard {
  return {
    pollByte: 0x07,
    uid: () => Uint8Array.of(0x08, ...randomBytes(3)),
    transmit: type4Answers(message),
  };
}

const containerFile = 'e103';
const ndefFile = 'e104';

function type4Answers(message: Uint8Array): (apdu: Uint8Array) => Uint8Array {
  const length = Uint8Array.of(message.length >> 8, message.length & 0xff);
  const files: Readonly<Record<string, Uint8Array>> = {
    // Version 2.0, 59 bytes at once, file E104 of up to 2,048 bytes, everybody may read.
    [containerFile]: Buffer.from('000f20003b00340406e10408000000', 'hex'),
    [ndefFile]: Buffer.concat([length, message]),
  };
  let isTag = false;
  let file: Uint8Array | undefined;
  return (apdu) => {
    const [, instruction, high = 0, low = 0, count = 0] = apdu;
    const name = selectedName(apdu);
    if (instruction === 0xa4 && high === 0x04) {
      isTag = name === 'd2760000850101';
      file = undefined;
      return isTag ? done : fileNotFound;
    }
    if (instruction === 0xa4) {
      file = isTag ? files[name] : undefined;
      return file ? done : fileNotFound;
    }
    if (instruction !== 0xb0 || !file) return unknownInstruction;
    const offset = high * 256 + low;
    return withStatus(file.subarray(offset, offset + count));
  };
}

/** An NTAG213: 45 pages, 144 bytes of them for the message (public data sheet). */
export function type2Tag(message: Uint8Array, uid = '04aabbccddee80'): SimulatedCard {
  const memory = new Uint8Array(45 * 4);
  memory.set([0xe1, 0x10, 0x12, 0x00], 12);
  const length =
    message.length < 0xff ? [message.length] : [0xff, message.length >> 8, message.length & 0xff];
  const area = Uint8Array.of(0x03, ...length, ...message, 0xfe);
  if (area.length > 144) throw new RangeError(`${message.length} bytes do not fit on an NTAG213`);
  memory.set(area, 16);
  return { pollByte: 0x04, uid: () => Buffer.from(uid, 'hex'), memory };
}

/** A card that is only a number, such as a MIFARE Classic without its keys. */
export function numberCard(uid: string, pollByte = 0x03): SimulatedCard {
  return { pollByte, uid: () => Buffer.from(uid, 'hex') };
}

/** A bank's card: knows nothing that we select, and a secured reader keeps it to itself. */
export function paymentCard(uid = '047f6e5d4c3b2a'): SimulatedCard {
  return {
    pollByte: 0x01,
    uid: () => Buffer.from(uid, 'hex'),
    isPaymentCard: true,
    transmit: () => fileNotFound,
  };
}

function selectedName(apdu: Uint8Array): string {
  return Buffer.from(apdu.subarray(5, 5 + (apdu[4] ?? 0))).toString('hex');
}

function withStatus(data: Uint8Array): Uint8Array {
  return Uint8Array.from(Buffer.concat([data, done]));
}
