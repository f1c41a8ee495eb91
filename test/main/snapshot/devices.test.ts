import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeviceConfig } from '../../../drivers/contract.ts';
import type { DeviceView } from '../../../main/devices/board.ts';
import { showDevices, showHealth } from '../../../main/snapshot/devices.ts';
import { hidePaymentCodes } from '../../../main/snapshot/payment-codes.ts';

const scanner: DeviceConfig = {
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

const calm = { lifecycle: 'enabled', power: 'online', identity: {} } as const;

function scanned(bytes: string): DeviceView {
  const hex = Buffer.from(bytes, 'latin1').toString('hex');
  const lastIn = { kind: 'trace', direction: 'in', hex, byteCount: bytes.length, at: 5 } as const;
  return { id: 'scanner', kind: 'scanner', state: 'open', ...calm, lastIn };
}

describe('the bytes on the devices screen', () => {
  it('show a goods code as it came', () => {
    const { devices } = showDevices([scanner], [scanned('6901234567892\r\n')]);
    expect(devices[0]?.lastIn?.text).toBe('6901234567892··');
  });

  it('never show a payment code, neither as text nor as hex', () => {
    const code = fc
      .tuple(fc.constantFrom('13', '28', '62', '01'), fc.stringMatching(/^\d{16}$/))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(code, (digits) => {
        const shown = showDevices([scanner], [scanned(`${digits}\r\n`)]).devices[0]?.lastIn;
        const bytes = Buffer.from(shown?.hex ?? '', 'hex').toString('latin1');
        expect(shown?.text).not.toContain(digits.slice(0, 15));
        expect(bytes).not.toContain(digits.slice(0, 15));
        expect(shown?.text).toContain(digits.slice(-4));
      }),
    );
  });

  it('never show an EMV payment code', () => {
    expect(hidePaymentCodes('hQVDUFYwMWETTwegAAAAVVVV')).toMatch(/^\*+VVVV$/);
  });
});

describe('the status strip', () => {
  it('says what keeps a printer from printing', () => {
    const healthy = {
      isOnline: true,
      isPaperOut: false,
      isPaperNearEnd: false,
      isCoverOpen: false,
      hasCutterError: false,
      hasUnrecoverableError: false,
    };
    const printer = (status: DeviceView['status']): DeviceView => ({
      id: 'printer',
      kind: 'printer',
      state: 'open',
      ...calm,
      ...(status ? { status } : {}),
    });
    const reason = (status: DeviceView['status']) => showHealth([printer(status)], 'printer');
    expect(reason(healthy)).toEqual({ health: 'ready', reason: null });
    expect(reason({ ...healthy, isOnline: false, isPaperOut: true }).reason).toBe(
      'device.paper-out',
    );
    expect(reason({ ...healthy, isOnline: false, isCoverOpen: true }).reason).toBe(
      'device.cover-open',
    );
    expect(reason({ ...healthy, isOnline: false, isOverheated: true }).reason).toBe(
      'device.overheated',
    );
    expect(reason({ ...healthy, isPaperNearEnd: true }).health).toBe('attention');
  });

  it('says none for what the shop does not have', () => {
    expect(showHealth([], 'scanner')).toEqual({ health: 'none', reason: null });
  });
});
