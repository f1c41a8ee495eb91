import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DeviceError } from '../../../drivers/device-error.ts';
import {
  encodeActivation,
  encodeApduExchange,
  encodePollTime,
  neo2Commands,
  passThroughOff,
  passThroughOn,
} from '../../../drivers/reader/neo2/commands.ts';
import { crc16 } from '../../../drivers/reader/neo2/crc.ts';
import { decodeAnswer, encodeCommand, encodeFrame } from '../../../drivers/reader/neo2/frame.ts';
import { ReportJoiner, splitReports } from '../../../drivers/reader/neo2/reports.ts';

const fromHex = (text: string): Uint8Array =>
  Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase();
const header = '5669564F746563683200';

describe('frames of the manual', () => {
  test('are the ones we send', () => {
    const { ping, getConfiguration, lightSensor, serialNumber } = neo2Commands;
    expect(hex(encodeCommand(ping))).toBe(`${header}18010000B3CD`);
    expect(hex(encodeCommand(getConfiguration))).toBe(`${header}030200005B91`);
    expect(hex(encodeCommand(lightSensor))).toBe(`${header}83500000CD7C`);
    expect(hex(encodeCommand(serialNumber))).toBe(`${header}1201000018A5`);
  });

  test('are answers that we read', () => {
    expect(decodeAnswer(fromHex(`${header}18000000FA83`))).toEqual({
      command: 0x18,
      status: 0,
      data: new Uint8Array(0),
    });
    expect(decodeAnswer(fromHex(`${header}83000002E1010D25`)).data).toEqual(fromHex('E101'));
    const serial = `${header}1200000F 36 33 30 5A 30 30 30 30 30 31 00 00 00 00 00 94 BC`;
    const { data } = decodeAnswer(fromHex(serial));
    expect(Buffer.from(data).toString('latin1')).toBe('630Z000001\0\0\0\0\0');
    expect(decodeAnswer(fromHex(`${header}010000001253`)).command).toBe(0x01);
  });

  test('stand in one report of 64 bytes, filled with zeros', () => {
    const [report, ...more] = splitReports(encodeCommand(neo2Commands.ping));
    expect(more).toEqual([]);
    expect(hex(report ?? new Uint8Array(0))).toBe(`01${header}18010000B3CD${'00'.repeat(47)}`);
  });
});

/** Not from the manual: computed once with another program, to hold still what we send. */
describe('frames that were computed', () => {
  const { passThrough, poll, exchangeApdu, activateTransaction, cancelTransaction } = neo2Commands;
  const selection = encodeApduExchange(fromHex('00A4040008A00000063201010500'));
  const payment = encodeActivation({ timeoutSeconds: 30, amountMinor: 100, currency: 156 });
  test.each([
    ['start', encodeCommand(passThrough, passThroughOn), '2C010001011D19'],
    ['stop', encodeCommand(passThrough, passThroughOff), '2C010001000D38'],
    ['poll for 5 s', encodeCommand(poll, encodePollTime(5_000)), '2C0200020500A1DA'],
    [
      'SELECT T-Union',
      encodeCommand(exchangeApdu, selection),
      '2C13000F0000A4040008A00000063201010500E237',
    ],
    [
      'GET BALANCE',
      encodeCommand(exchangeApdu, encodeApduExchange(fromHex('805C000204'))),
      '2C13000600805C000204B23A',
    ],
    [
      'activate',
      encodeCommand(activateTransaction, payment),
      '024000121E9F02060000000001009C01005F2A020156E8A4',
    ],
    ['cancel', encodeCommand(cancelTransaction), '0501000092EF'],
  ])('%s', (_, frame, bytes) => {
    expect(hex(frame)).toBe(header + bytes);
  });

  test('the CRC is the one that everybody calls CCITT-FALSE', () => {
    expect(crc16(Buffer.from('123456789', 'latin1'))).toBe(0x29b1);
  });
});

describe('the time of a poll', () => {
  test.each([
    [300, '001E'],
    [2_540, '0236'],
    [5_000, '0500'],
    [0, '0001'],
    [1_000_000, 'FFFF'],
  ])('%i ms', (timeoutMs, bytes) => {
    expect(hex(encodePollTime(timeoutMs))).toBe(bytes);
  });
});

const payload = fc.uint8Array({ maxLength: 700 });

/** What a joiner and the decoder make of reports: frames, or nothing for what is broken. */
function received(reports: readonly Uint8Array[]): Uint8Array[] {
  const joiner = new ReportJoiner();
  const found: Uint8Array[] = [];
  for (const report of reports) {
    const message = joiner.push(report);
    if (!message) continue;
    try {
      found.push(decodeAnswer(message).data);
    } catch (cause) {
      if (!(cause instanceof DeviceError)) throw cause;
    }
  }
  return found;
}

describe('reports', () => {
  test('carry any payload there and back', () => {
    fc.assert(
      fc.property(payload, (data) => {
        const frame = encodeFrame(0x2c, 0, data, 'msb');
        expect(received(splitReports(frame))).toEqual([data]);
      }),
    );
  });

  test.each([47, 48, 110, 111, 173, 174])('of a payload of %i bytes have the right ids', (size) => {
    const reports = splitReports(encodeFrame(0x2c, 0, new Uint8Array(size), 'msb'));
    const ids = reports.map((report) => report[0]);
    const count = Math.ceil((size + 16) / 63);
    const middle = Array.from({ length: Math.max(count - 2, 0) }, () => 3);
    expect(ids).toEqual(count === 1 ? [1] : [2, ...middle, 4]);
    expect(reports.every((report) => report.length === 64)).toBe(true);
  });

  test('lost, doubled or out of order never become another payload', () => {
    const change = fc.constantFrom('lose', 'double', 'swap', 'cut', 'foreign');
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 400 }),
        change,
        fc.nat(),
        (data, how, which) => {
          const reports = [...splitReports(encodeFrame(0x2c, 0, data, 'msb'))];
          const at = which % reports.length;
          const report = reports[at] ?? new Uint8Array(0);
          if (how === 'lose') reports.splice(at, 1);
          if (how === 'double') reports.splice(at, 0, report);
          if (how === 'swap') reports.splice(at, 2, ...reports.slice(at, at + 2).reverse());
          if (how === 'cut') reports.splice(at, 1, report.subarray(0, which % 64));
          if (how === 'foreign') reports.splice(at, 0, Uint8Array.of(9, ...report.subarray(1)));
          for (const found of received(reports)) expect(found).toEqual(data);
        },
      ),
      // A CRC of 16 bits misses one break in 65,536: the same breaks are tried in each run.
      { seed: 20_261, numRuns: 1_000 },
    );
  });

  test('of a message without end are not kept for ever', () => {
    const joiner = new ReportJoiner(10 * 63);
    const report = (id: number): Uint8Array => Uint8Array.of(id, ...new Uint8Array(63));
    joiner.push(report(2));
    for (let sent = 0; sent < 20; sent++) expect(joiner.push(report(3))).toBeUndefined();
    expect(joiner.push(report(4))).toBeUndefined();
    expect(joiner.push(report(1))).toHaveLength(63);
  });
});

describe('a broken frame', () => {
  const good = encodeFrame(0x18, 0, Uint8Array.of(1, 2, 3), 'msb');
  test.each([
    ['too short', good.subarray(0, 10)],
    ['a wrong header', Uint8Array.of(0x57, ...good.subarray(1))],
    ['a length beyond its end', Uint8Array.from(good, (byte, at) => (at === 13 ? 200 : byte))],
    ['a wrong CRC', Uint8Array.from(good, (byte, at) => (at === 18 ? byte ^ 1 : byte))],
    ['bytes behind it', Uint8Array.of(...good, 0, 7)],
    ['the CRC the other way round', encodeFrame(0x18, 0, Uint8Array.of(1, 2, 3), 'lsb')],
  ])('is refused: %s', (_, bytes) => {
    expect(() => decodeAnswer(bytes)).toThrow(DeviceError);
  });

  test('with its CRC the other way round is read where the manual contradicts itself', () => {
    const data = Uint8Array.of(1, 2, 3);
    expect(decodeAnswer(encodeFrame(0x2c, 0, data, 'lsb')).data).toEqual(data);
  });

  test('may end with a zero in its CRC: the length says where it ends', () => {
    const data = Array.from({ length: 70_000 }, (_, number) => {
      return Uint8Array.of(number >> 16, (number >> 8) & 0xff, number & 0xff);
    }).find((bytes) => encodeFrame(0x18, 0, bytes, 'msb').at(-1) === 0);
    const [report] = splitReports(encodeFrame(0x18, 0, data ?? new Uint8Array(0), 'msb'));
    expect(decodeAnswer((report ?? new Uint8Array(0)).subarray(1)).data).toEqual(data);
  });

  test('never ends in anything but an answer or a DeviceError, whatever the bytes', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.uint8Array({ maxLength: 80 }).map((rest) => Uint8Array.of(...fromHex(header), ...rest)),
    );
    fc.assert(
      fc.property(bytes, (message) => {
        try {
          decodeAnswer(message);
        } catch (cause) {
          expect(cause).toBeInstanceOf(DeviceError);
        }
      }),
    );
  });
});
