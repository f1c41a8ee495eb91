import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { ScannerConfig } from '../../../drivers/contract.ts';
import type { TraceEvent } from '../../../main/devices/trace.ts';
import { WireMask } from '../../../main/devices/wire-mask.ts';

const serial: ScannerConfig = {
  id: 'scanner',
  kind: 'scanner',
  transport: {
    type: 'serial',
    path: '/dev/pos-scanner',
    baudRate: 9_600,
    dataBits: 8,
    stopBits: 1,
    parity: 'none',
  },
};

/** Report id 2, length, AIM, 20 bytes of data, a flag that the code goes on (device-facts 3). */
const hid: ScannerConfig = {
  id: 'scanner',
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
      dataLength: 20,
      continues: { at: 25, mask: 1 },
    },
    prefix: '',
    suffix: '',
  },
};

function transfer(bytes: string | Buffer, direction: 'in' | 'out' = 'in'): TraceEvent {
  const hex = Buffer.from(bytes.toString('latin1'), 'latin1').toString('hex');
  return { kind: 'trace', direction, hex, byteCount: hex.length / 2, at: 1 };
}

function report(data: string, goesOn: boolean): Buffer {
  const bytes = Buffer.alloc(26);
  bytes.set([2, data.length], 0);
  bytes.write(']Q1', 2, 'latin1');
  bytes.write(data, 5, 'latin1');
  bytes[25] = goesOn ? 1 : 0;
  return bytes;
}

function watch(config: ScannerConfig) {
  const seen: string[] = [];
  const mask = new WireMask(config, ({ hex }) => {
    seen.push(Buffer.from(hex, 'hex').toString('latin1'));
  });
  return { mask, seen };
}

/** Cuts a text at these places. */
function pieces(text: string, cuts: readonly number[]): string[] {
  const places = [...new Set(cuts.filter((cut) => cut > 0 && cut < text.length))].sort(
    (a, b) => a - b,
  );
  return [0, ...places].map((from, i) => text.slice(from, places[i]));
}

describe('what a scanner’s wire carried', () => {
  test('shows no payment code, however its bytes came in pieces', () => {
    const digits = fc.stringMatching(/^(1[0-5]|2[5-9]|30|62)\d{16}$/);
    fc.assert(
      fc.property(digits, fc.array(fc.nat(20)), (code, cuts) => {
        const { mask, seen } = watch(serial);
        const sent = pieces(`${code}\r\n`, cuts);
        for (const piece of sent) mask.push(transfer(piece));
        mask.flush();
        expect(seen.map(({ length }) => length)).toEqual(sent.map(({ length }) => length));
        expect(seen.join('')).toBe(`${'*'.repeat(14)}${code.slice(-4)}\r\n`);
      }),
    );
  });

  test('shows a goods code in the pieces in which it came', () => {
    const { mask, seen } = watch(serial);
    for (const piece of ['690123', '4567892', '\r\n']) mask.push(transfer(piece));
    expect(seen).toEqual(['690123', '4567892', '\r\n']);
  });

  test('tells nothing of a code before its end, unless the wire falls silent', () => {
    vi.useFakeTimers();
    try {
      const { mask, seen } = watch(serial);
      mask.push(transfer('13001234567'));
      expect(seen).toEqual([]);
      mask.push(transfer('8901234'));
      vi.runAllTimers();
      expect(seen).toEqual(['*'.repeat(11), '***1234']);
    } finally {
      vi.useRealTimers();
    }
  });

  test('keeps the order when something is sent in the middle of a code', () => {
    const { mask, seen } = watch(serial);
    mask.push(transfer('69012'));
    mask.push(transfer('\x16M\r', 'out'));
    expect(seen).toEqual(['69012', '\x16M\r']);
  });

  test('shows no EMV payment code that fills several reports, and keeps what is around it', () => {
    const { mask, seen } = watch(hid);
    mask.push(transfer(report('hQVDUFYwMWETTwegAAAA', true)));
    expect(seen).toEqual([]);
    mask.push(transfer(report('VVVVMQ==', false)));
    expect(seen.map((text) => text.slice(5, 25).replaceAll('\0', ''))).toEqual([
      '*'.repeat(20),
      '****MQ==',
    ]);
    expect(seen.map((text) => text.slice(2, 5))).toEqual([']Q1', ']Q1']);
  });
});

describe('a key that is brought in by a scan', () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const oneLine = pem.replaceAll(/-----[A-Z ]+-----|\s/g, '');

  test('leaves nothing of itself on a serial wire, wherever it was cut', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(oneLine.length), { maxLength: 20 }), (cuts) => {
        const { mask, seen } = watch(serial);
        for (const piece of pieces(`${oneLine}\r\n`, cuts)) mask.push(transfer(piece));
        mask.flush();
        expect(seen.join('')).toBe(`${'*'.repeat(oneLine.length)}\r\n`);
      }),
      { numRuns: 50 },
    );
  });

  test('leaves nothing of itself in lines either', () => {
    const { mask, seen } = watch(serial);
    mask.push(transfer(pem));
    mask.flush();
    expect(seen.join('')).toBe(pem.replaceAll(/\S/g, '*'));
  });

  test('is not mistaken for goods: long labels stay readable', () => {
    const label = '010690123456789217261231102026ABCDEF21SERIALNUMBER00012345';
    const { mask, seen } = watch(serial);
    mask.push(transfer(`]C1${label}\r\n`));
    mask.flush();
    expect(seen.join('').replaceAll('*', '')).toContain('ABCDEF21SERIALNUMBER00012345');
  });
});
