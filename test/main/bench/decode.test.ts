import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeviceConfig } from '../../../drivers/contract.ts';
import { neo2Commands } from '../../../drivers/reader/neo2/commands.ts';
import { encodeCommand, encodeFrame } from '../../../drivers/reader/neo2/frame.ts';
import { decode } from '../../../main/bench/decode/decode.ts';

const line = {
  type: 'serial',
  path: '/dev/pos',
  baudRate: 9_600,
  dataBits: 8,
  stopBits: 1,
  parity: 'none',
} as const;
const printer: DeviceConfig = { id: 'p', kind: 'printer', transport: line, profile: '80mm' };
const scanner: DeviceConfig = { id: 's', kind: 'scanner', transport: line };
const hidScanner: DeviceConfig = {
  id: 's',
  kind: 'scanner',
  transport: { type: 'hid', path: 'usb:0c2e:0b61' },
  profile: {
    name: 'hid-pos',
    title: 'HID-POS',
    match: [],
    serial: null,
    hid: {
      reportId: 2,
      lengthAt: 1,
      aim: { at: 2, length: 3 },
      dataAt: 5,
      dataLength: 56,
      continues: { at: 63, mask: 1 },
    },
    prefix: '',
    suffix: '',
  },
};
const scale: DeviceConfig = { id: 'w', kind: 'scale', transport: line, protocol: 'toledo-8217' };
const hidScale: DeviceConfig = {
  id: 'w',
  kind: 'scale',
  transport: { type: 'hid', path: 'usb:0922:8003' },
  protocol: 'hid',
};
const display: DeviceConfig = {
  id: 'd',
  kind: 'display',
  transport: line,
  protocol: 'cd5220',
  charset: 'ascii',
};
const reader: DeviceConfig = {
  id: 'r',
  kind: 'reader',
  transport: { type: 'hid', path: 'usb:0acd:3610' },
  protocol: 'neo2',
};
const magtek: DeviceConfig = { ...reader, protocol: 'mms' };

function read(
  config: DeviceConfig,
  direction: 'in' | 'out',
  bytes: string | Uint8Array,
  question?: string,
): string {
  const from = (value: string | Uint8Array): Uint8Array =>
    typeof value === 'string' ? Buffer.from(value, 'latin1') : value;
  const asked = question === undefined ? null : from(question);
  return decode(config, { direction, bytes: from(bytes), question: asked });
}

describe('beside the bytes stands', () => {
  it.each([
    [printer, 'out', '\x1b@', 'ESC @ initialise'],
    [printer, 'out', '\x10\x04\x02', 'DLE EOT 02 status?'],
    [printer, 'out', 'Total 1.00\n\x1dVB\x00', 'Total 1.00<LF> · GS V 4200 cut'],
    [printer, 'out', '\x1bp\x00\x19\x7d', 'ESC p 00197d drawer'],
    [scanner, 'in', ']E06901234567892\r\n', ']E0 6901234567892<CR><LF>'],
    [scanner, 'in', ']C10109501101530003\x1d10A\r', ']C1 0109501101530003<GS>10A<CR>'],
    [scale, 'out', 'W', 'W weight?'],
    [scale, 'in', '\x0201.250\r', '<STX>01.250<CR>'],
    [display, 'out', '\x1bQAHello\r', '<ESC>QAHello<CR> (upper line)'],
  ] as const)('for %o %s %j: %s', (config, direction, bytes, decoded) => {
    expect(read(config, direction, bytes)).toBe(decoded);
  });

  it.each([
    ['\x10\x04\x01', 0x1e, 'status 1: drawer pin 3 high, offline'],
    ['\x10\x04\x02', 0x16, 'status 2: cover open'],
    ['\x10\x04\x04', 0x72, 'status 4: paper end'],
    ['\x10\x04\x04', 0x12, 'status 4: nothing wrong'],
  ])('for the answer to %j: %i as %s', (question, answer, decoded) => {
    expect(read(printer, 'in', Uint8Array.of(answer), question)).toBe(decoded);
  });

  it('for an automatic status what it reports', () => {
    expect(read(printer, 'in', Uint8Array.of(0x38, 0x00, 0x0c, 0x00))).toBe(
      'automatic status: offline, cover open, paper end',
    );
  });

  it('for a scanner’s report its identifier and data', () => {
    const report = Buffer.alloc(64);
    report.set([2, 13]);
    report.write(']E06901234567892', 2, 'latin1');
    expect(read(hidScanner, 'in', report)).toBe(']E0 6901234567892');
    report[63] = 1;
    expect(read(hidScanner, 'in', report)).toBe(']E0 6901234567892 …');
  });

  it('for a scale’s report its state and weight', () => {
    expect(read(hidScale, 'in', Uint8Array.of(3, 4, 3, 0xfd, 0xe2, 0x04))).toBe('stable: 1.250 kg');
  });

  it('for a reader’s frame the command and the status', () => {
    const asked = encodeCommand(neo2Commands.poll, Uint8Array.of(1, 0));
    expect(read(reader, 'out', Uint8Array.of(1, ...asked))).toBe('poll for a card, 2 bytes');
    const answer = encodeFrame(0x2c, 0x08, new Uint8Array(0), 'msb');
    expect(read(reader, 'in', Uint8Array.of(1, ...answer))).toBe('2c timeout');
  });

  it('for an MMS message what it asks (payment-facts 10.5)', () => {
    const message = 'aa0081040100d101841ad10181072b06010401f609850102890ae108e106e104e102c100';
    const packet = Buffer.concat([
      Uint8Array.of(0, message.length / 2),
      Buffer.from(message, 'hex'),
    ]);
    expect(read(magtek, 'out', packet)).toBe('request property?');
  });
});

it('whatever bytes come, something readable is said or nothing', () => {
  const configs = [printer, scanner, hidScanner, scale, hidScale, display, reader, magtek];
  fc.assert(
    fc.property(
      fc.constantFrom(...configs),
      fc.constantFrom('in', 'out'),
      fc.uint8Array({ maxLength: 300 }),
      (config, direction, bytes) => {
        expect(read(config, direction, bytes)).toMatch(/^[\x20-\x7e·…]*$/);
      },
    ),
  );
});
