import { generateKeyPairSync } from 'node:crypto';
import { encodeDocument } from '../../drivers/printer/escpos/encode.ts';
import { StatusStream } from '../../drivers/printer/escpos/status-stream.ts';
import { profileOf } from '../../drivers/printer/profile.ts';
import { Interpreter } from '../../drivers/printer/simulator/interpreter.ts';
import { parsePurseEntry } from '../../drivers/reader/card/history.ts';
import { parseFoundCard } from '../../drivers/reader/card/kind.ts';
import { parseNdef } from '../../drivers/reader/card/ndef.ts';
import { parseBalance, parsePurseInfo } from '../../drivers/reader/card/purse.ts';
import { findMessage } from '../../drivers/reader/card/type2-tag.ts';
import { parseMessage } from '../../drivers/reader/mms/message.ts';
import { PacketJoiner, splitPackets } from '../../drivers/reader/mms/packets.ts';
import { encodeGetSerial } from '../../drivers/reader/mms/requests.ts';
import { parseTlvs } from '../../drivers/reader/mms/tlv.ts';
import { decodeAnswer, encodeFrame } from '../../drivers/reader/neo2/frame.ts';
import { ReportJoiner, splitReports } from '../../drivers/reader/neo2/reports.ts';
import { readRecording, writeLine } from '../../drivers/replay/recording.ts';
import { hidScale } from '../../drivers/scale/hid.ts';
import { mtSics } from '../../drivers/scale/mt-sics.ts';
import { nci } from '../../drivers/scale/nci.ts';
import { toledo8217 } from '../../drivers/scale/toledo-8217.ts';
import { parseAim } from '../../drivers/scanner/aim.ts';
import { emptyFramer, flush, pushBytes } from '../../drivers/scanner/framer.ts';
import { emptyJoiner, pushReport } from '../../drivers/scanner/hid/report.ts';
import { readableCode } from '../../drivers/scanner/readable.ts';
import { parseUsbAddress } from '../../drivers/transport/find/address.ts';
import { readUsage } from '../../drivers/transport/find/report-descriptor.ts';
import { frameReport, ReportSplitter } from '../../drivers/transport/report-frames.ts';
import { readBadge } from '../../main/access/badge.ts';
import { readEscpos } from '../../main/bench/decode/escpos.ts';
import { readMms, readNeo2 } from '../../main/bench/decode/reader.ts';
import { parseGs1 } from '../../main/domain/barcode/gs1.ts';
import { readCode } from '../../main/domain/barcode/read-code.ts';
import { receipt } from '../drivers/support.ts';

/** A DeviceError or RangeError is a clear answer; any other throw is a defect. */
export type Take = (bytes: Uint8Array) => void;

export type Target = {
  readonly name: string;
  readonly seeds: readonly Uint8Array[];
  readonly open: () => Take;
};

const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const hex = (text: string): Uint8Array => Buffer.from(text.replaceAll(' ', ''), 'hex');

function pure(
  name: string,
  seeds: readonly Uint8Array[],
  take: (bytes: Uint8Array) => unknown,
): Target {
  return { name, seeds, open: () => (bytes) => void take(bytes) };
}

const codes = ['6901234567892\r\n', ']E06901234567892\r', '\x02A-1\x03', 'X'.repeat(400)].map(
  latin1,
);
const gs1Codes = ['0106901234567892172612311 0LOT', ']C101069012345678923103001250\x1D10A\r'].map(
  latin1,
);
const scanReport = Uint8Array.from(
  [2, 13, ...latin1(']E0'), ...latin1('6901234567892')].concat(Array(47).fill(0)),
);

const layout = {
  reportId: 2,
  lengthAt: 1,
  aim: { at: 2, length: 3 },
  dataAt: 5,
  dataLength: 56,
  continues: { at: 63, mask: 1 },
} as const;

const scanBytes = 7_089;

const framer: Target = {
  name: 'the serial scanner’s framer',
  seeds: [...codes, ...gs1Codes],
  open: () => {
    let state = emptyFramer;
    return (bytes) => {
      state = pushBytes(state, bytes, scanBytes).framer;
      if (bytes.length === 0) state = flush(state).framer;
    };
  },
};

const scanReports: Target = {
  name: 'the HID scanner’s reports',
  seeds: [scanReport, scanReport.with(63, 1)],
  open: () => {
    let joiner = emptyJoiner;
    return (bytes) => {
      joiner = pushReport(joiner, bytes, layout, scanBytes).joiner;
    };
  },
};

const ping = hex('5669564F7465636832001800 0000 FA83');
const longAnswer = encodeFrame(
  0x2c,
  0x00,
  Uint8Array.from({ length: 180 }, (_, i) => i),
  'msb',
);

const neo2Reports: Target = {
  name: 'the NEO 2 reader’s reports',
  seeds: [...splitReports(ping), ...splitReports(longAnswer)],
  open: () => {
    const joiner = new ReportJoiner();
    return (bytes) => {
      const message = joiner.push(bytes);
      if (message) decodeAnswer(message);
    };
  },
};

const serialAnswer = hex(
  'AA008104825CD10182040000000084820020D10181072B06010401F6098501028910E10EE20CE70AE208C106943469B297A5',
);

const mmsPackets: Target = {
  name: 'the MMS reader’s packets',
  seeds: [...splitPackets(serialAnswer), ...splitPackets(encodeGetSerial())],
  open: () => {
    const joiner = new PacketJoiner();
    return (bytes) => {
      const message = joiner.push(bytes);
      if (message) parseMessage(message);
    };
  },
};

const interpreter: Target = {
  name: 'the ESC/POS interpreter',
  seeds: encodeDocument(receipt, profileOf('80mm')).map((bytes) => bytes.slice(0, 500)),
  open: () => {
    const printer = new Interpreter();
    return (bytes) => void printer.push(bytes);
  },
};

const record = hex('0001 000000 00000150 06 010203040506 20261122 093000');
const tagMessage = hex('D1 01 0C 55 04 657861 6D706C652E636F6D'.replaceAll(' ', ''));
const recording = latin1(
  writeLine({
    kind: 'header',
    version: 1,
    at: 1,
    config: { id: 'd', kind: 'drawer', printer: 'p', pin: 2 },
  }) + writeLine({ kind: 'transfer', at: 2, direction: 'in', hex: '0d0a' }),
);

const { publicKey: badgeKey } = generateKeyPairSync('ed25519');

/** Every parser that bytes from a wire, a card or a file reach. */
export const targets: readonly Target[] = [
  framer,
  scanReports,
  neo2Reports,
  mmsPackets,
  interpreter,
  pure('the AIM identifier', codes, (bytes) => parseAim(Buffer.from(bytes).toString('latin1'))),
  pure('GS1 element strings', gs1Codes, (bytes) => parseGs1(Buffer.from(bytes).toString('latin1'))),
  pure('codes of goods', codes, (bytes) => readCode(Buffer.from(bytes).toString('latin1'), [])),
  pure('NEO 2 answers', [ping, longAnswer], decodeAnswer),
  pure('MMS messages', [serialAnswer], parseMessage),
  pure('TLVs', [serialAnswer.subarray(4)], parseTlvs),
  pure('cards found', [hex('01 04A1B2C3D4E5F6'), hex('07 08112233')], parseFoundCard),
  pure('purse balances', [hex('00000FA0'), hex('80000001')], parseBalance),
  pure('purse records', [record], parsePurseEntry),
  pure(
    'purse details',
    [hex(`${'00'.repeat(10)}31050000000000012345${'2026010120301231'}0000`)],
    parsePurseInfo,
  ),
  pure('NDEF messages', [tagMessage], parseNdef),
  pure(
    'Type 2 tags',
    [Uint8Array.from([0x03, tagMessage.length, ...tagMessage, 0xfe])],
    findMessage,
  ),
  pure('Toledo 8217 answers', ['\x0201.234\r', '\x02?A\r'].map(latin1), toledo8217.parse),
  pure('NCI answers', ['\n01.234KG\r\nS00\r\x03', '\nS10\r\x03'].map(latin1), nci.parse),
  pure(
    'MT-SICS answers',
    ['S S      1.234 kg\r\n', 'S D     -0.002 g\r\n', 'S I\r\n'].map(latin1),
    mtSics.parse,
  ),
  pure('HID scale reports', [hex('0304 03 FD D204'), hex('0303 0BFF 0100')], hidScale.parse),
  pure('recordings', [recording], (bytes) => readRecording(Buffer.from(bytes).toString('latin1'))),
  {
    name: 'printer status',
    seeds: [hex('12'), hex('16'), hex('1a121212'), hex('14000f0f'), hex('1412 5a 0000 00')],
    open: () => {
      const stream = new StatusStream();
      return (bytes) => void stream.push(bytes);
    },
  },
  {
    name: 'reports on a local socket',
    seeds: [frameReport(scanReport), hex('0000'), hex('ffff00')],
    open: () => {
      const splitter = new ReportSplitter();
      return (bytes) => void splitter.push(bytes);
    },
  },
  pure('codes at an unknown rate', codes, readableCode),
  pure('USB addresses', ['usb:0c2e:0b61:S1@1-2.3', 'usb:0c2e:0b61'].map(latin1), (bytes) =>
    parseUsbAddress(Buffer.from(bytes).toString('latin1')),
  ),
  pure(
    'report descriptors',
    [hex('058C 0902 A101 8502 05014 0906C0'.replaceAll(' ', '').slice(0, 28))],
    readUsage,
  ),
  pure(
    'badges',
    [Buffer.concat([hex('0101 0192f3a4b5c6 04 a1b2c3d4 05 6c696e3031'), Buffer.alloc(64, 7)])],
    (bytes) => readBadge(bytes, { uid: 'a1b2c3d4', isRandomUid: false }, badgeKey),
  ),
  pure(
    'the bench’s ESC/POS decoder',
    [...encodeDocument(receipt, profileOf('80mm')).map((b) => b.slice(0, 300))],
    readEscpos,
  ),
  pure(
    'the bench’s reader decoders',
    [ping, ...splitReports(longAnswer), ...splitPackets(serialAnswer)],
    (bytes) => {
      readNeo2(bytes, 'in');
      readMms(bytes);
    },
  ),
];
