import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DeviceError } from '../../../drivers/device-error.ts';
import {
  encodeMessage,
  encodeRequest,
  isSuccess,
  mmsCommands,
  parseMessage,
} from '../../../drivers/reader/mms/message.ts';
import { PacketJoiner, splitPackets } from '../../../drivers/reader/mms/packets.ts';
import {
  encodeBeeps,
  encodeGetSerial,
  encodeStartTransaction,
  parseProperty,
} from '../../../drivers/reader/mms/requests.ts';
import { encodeTlv, innermost, parseTlvs } from '../../../drivers/reader/mms/tlv.ts';

const fromHex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'));
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase();

describe("messages of the maker's documentation", () => {
  test('get serial', () => {
    const request = encodeRequest(0x14, mmsCommands.getProperty, encodeGetSerial());
    expect(hex(request)).toBe(
      'AA0081040114D101841AD10181072B06010401F609850102890AE108E106E104E102C100',
    );
  });

  test('the answer to a get-property', () => {
    const message = parseMessage(
      fromHex(
        'AA008104825CD10182040000000084820020D10181072B06010401F6098501028910E10EE20CE70AE208C106943469B297A5',
      ),
    );
    expect(message).toMatchObject({ type: 0x82, counter: 0x5c, command: mmsCommands.getProperty });
    expect(isSuccess(message.status)).toBe(true);
    expect(hex(parseProperty(message.parameters) ?? new Uint8Array(0))).toBe('943469B297A5');
  });

  test('start transaction: 60 s, 1.00 US dollar', () => {
    const transaction = { timeoutSeconds: 60, amountMinor: 100, currency: 840 };
    const request = encodeRequest(
      1,
      mmsCommands.startTransaction,
      encodeStartTransaction(transaction),
    );
    expect(hex(request)).toBe(
      'AA008104010110018430100182013CA30981010182010183010184020003861A9C01009F02060000000001009F03060000000000005F2A020840',
    );
  });

  test('cancel transaction', () => {
    expect(hex(encodeRequest(0x13, mmsCommands.cancelTransaction))).toBe(
      'AA0081040113100884021008',
    );
  });

  test('the answer of the buzzer', () => {
    const message = parseMessage(fromHex('AA00810482031805820401000000'));
    expect(message).toMatchObject({ counter: 3, command: mmsCommands.buzzer });
    expect(isSuccess(message.status)).toBe(true);
  });
});

test('beeps are tones with silence between them', () => {
  expect(hex(encodeBeeps(2))).toBe('810C07D0007800000064' + '07D00078');
});

test.each([
  ['00000000', true],
  ['01000000', true],
  ['41020000', true],
  ['80010203', false],
  ['81000000', false],
])('the status %s is a success: %s', (status, success) => {
  expect(isSuccess(fromHex(status))).toBe(success);
});

describe('values behind tag and length', () => {
  test.each([0, 1, 0x7f, 0x80, 0xff, 0x100, 0x1234])('of %i bytes', (size) => {
    const value = new Uint8Array(size).fill(7);
    expect(parseTlvs(encodeTlv(0x84, value))).toEqual([{ tag: 0x84, value }]);
  });

  test('nested deeper than any reader nests them are not followed', () => {
    let nested: Uint8Array = Uint8Array.of(0xc1, 0);
    for (let depth = 0; depth < 20; depth++) nested = encodeTlv(0xe1, nested);
    expect(innermost(nested)).toBeUndefined();
  });
});

function joined(packets: readonly Uint8Array[]): Uint8Array[] {
  const joiner = new PacketJoiner();
  return packets.flatMap((packet) => joiner.push(packet) ?? []);
}

describe('packets', () => {
  test.each([
    [62, [0]],
    [63, [1, 3]],
    [121, [1, 3]],
    [122, [1, 2, 3]],
    [182, [1, 2, 3]],
    [183, [1, 2, 2, 3]],
  ])('of a message of %i bytes are of the types %j', (size, types) => {
    const packets = splitPackets(new Uint8Array(size));
    expect(packets.map((packet) => packet[0])).toEqual(types);
    expect(packets.every((packet) => packet.length === 64)).toBe(true);
  });

  test('carry any message there and back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 1_000 }), (message) => {
        expect(joined(splitPackets(message))).toEqual([message]);
      }),
    );
  });

  test('lost, doubled or out of order never become another message', () => {
    const change = fc.constantFrom('lose', 'double', 'swap', 'cut', 'cancel');
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 63, maxLength: 600 }),
        change,
        fc.nat(),
        (message, how, which) => {
          const packets = [...splitPackets(message)];
          const at = which % packets.length;
          const packet = packets[at] ?? new Uint8Array(0);
          if (how === 'lose') packets.splice(at, 1);
          if (how === 'double') packets.splice(at, 0, packet);
          if (how === 'swap') packets.splice(at, 2, ...packets.slice(at, at + 2).reverse());
          if (how === 'cut') packets.splice(at, 1, packet.subarray(0, which % 64));
          if (how === 'cancel') packets.splice(at, 0, new Uint8Array(64).fill(4, 0, 1));
          for (const found of joined(packets)) expect(found).toEqual(message);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('that claim more than any message has are not waited for', () => {
    const start = new Uint8Array(64);
    start.set([1, 0xff, 0xff, 0xff, 0xff]);
    const end = new Uint8Array(64);
    end.set([3, 4]);
    expect(joined([start, end])).toEqual([]);
  });
});

test('any bytes are a message or a DeviceError', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.uint8Array({ maxLength: 60 }).map((rest) => Uint8Array.of(0xaa, 0x00, ...rest)),
    fc
      .uint8Array({ maxLength: 60 })
      .map((rest) => Uint8Array.of(0xaa, 0x00, 0x81, 4, 0x82, 1, 0xd1, 1, ...rest)),
  );
  fc.assert(
    fc.property(bytes, (message) => {
      try {
        parseProperty(parseMessage(message).parameters);
      } catch (cause) {
        expect(cause).toBeInstanceOf(DeviceError);
      }
    }),
    { numRuns: 500 },
  );
});

test('a message comes back as it was', () => {
  fc.assert(
    fc.property(
      fc.nat(0xff),
      fc.nat(0xff),
      fc.nat(0xffff),
      fc.uint8Array({ maxLength: 300 }),
      (type, counter, command, parameters) => {
        const message = { type, counter, command, status: new Uint8Array(4), parameters };
        expect(parseMessage(encodeMessage(message))).toEqual(message);
      },
    ),
  );
});
