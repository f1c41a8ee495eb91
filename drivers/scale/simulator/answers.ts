import type { ScaleProtocol, WeightUnit } from '../../contract.ts';
import { hidStatus, hidUnits } from '../hid.ts';
import { nciStatus } from '../nci.ts';
import { toledoStatus } from '../toledo-8217.ts';

/** What a simulated scale shows. */
export type ScaleDisplay = {
  /** As on its display, without leading zeros: `1.250`. */
  readonly digits: string;
  readonly unit: WeightUnit;
  readonly condition: 'stable' | 'moving' | 'overload' | 'under-zero' | 'fault';
};

/** What it sends for a request for the weight; a HID scale sends the same by itself. */
export const weightAnswers: Readonly<Record<ScaleProtocol, (display: ScaleDisplay) => Uint8Array>> =
  {
    'toledo-8217': ({ digits, condition }) => {
      if (condition !== 'stable') return toledoStatusAnswer(condition);
      const field = digits.padStart(6, '0');
      return Buffer.from(`\x02${field}\r`);
    },
    nci: ({ digits, unit, condition }) => {
      const weight =
        condition === 'stable' ? `\n${digits.padStart(6, '0')}${unit.toUpperCase()}\r` : '';
      return Buffer.from(`${weight}\nS${nciStatusBytes(digits, condition)}\r\x03`);
    },
    'mt-sics': ({ digits, unit, condition }) => {
      const value = `${digits.padStart(10)} ${unit}`;
      const answers = {
        stable: `S S ${value}`,
        moving: `S D ${value}`,
        overload: 'S +',
        'under-zero': 'S -',
        fault: 'S I',
      } as const;
      return Buffer.from(`${answers[condition]}\r\n`);
    },
    hid: ({ digits, unit, condition }) => {
      const [whole = '', fraction = ''] = digits.split('.');
      const report = Buffer.alloc(6);
      report.writeUInt8(3, 0);
      report.writeUInt8(hidConditions[condition], 1);
      report.writeUInt8(hidUnits[unit], 2);
      report.writeInt8(-fraction.length, 3);
      report.writeUInt16LE(Number(whole + fraction), 4);
      return report;
    },
  };

/** What it sends when it has been set to zero, or was not: a HID scale says nothing. */
export const zeroAnswers: Readonly<Record<ScaleProtocol, (display: ScaleDisplay) => Uint8Array>> = {
  'toledo-8217': ({ condition }) => toledoStatusAnswer(condition),
  nci: ({ digits, condition }) => Buffer.from(`\nS${nciStatusBytes(digits, condition)}\r\x03`),
  'mt-sics': ({ condition }) => Buffer.from(condition === 'stable' ? 'Z A\r\n' : 'Z I\r\n'),
  hid: () => new Uint8Array(0),
};

const hidConditions = {
  stable: hidStatus.stable,
  moving: hidStatus.moving,
  overload: hidStatus.overload,
  'under-zero': hidStatus.underZero,
  fault: hidStatus.fault,
} as const;

function toledoStatusAnswer(condition: ScaleDisplay['condition']): Uint8Array {
  const bits = {
    stable: 0,
    moving: toledoStatus.moving,
    overload: toledoStatus.overCapacity,
    'under-zero': toledoStatus.underZero,
    // An 8217 that has failed its self-test answers nothing; this one says that it is overloaded.
    fault: toledoStatus.overCapacity,
  }[condition];
  return Buffer.of(0x02, 0x3f, toledoStatus.always | bits, 0x0d);
}

function nciStatusBytes(digits: string, condition: ScaleDisplay['condition']): string {
  const isZero = condition === 'stable' && !/[1-9]/.test(digits);
  const first = (condition === 'moving' ? nciStatus.moving : 0) | (isZero ? nciStatus.atZero : 0);
  const second = {
    stable: 0,
    moving: 0,
    overload: nciStatus.overCapacity,
    'under-zero': nciStatus.underCapacity,
    fault: nciStatus.calibrationError,
  }[condition];
  return String.fromCharCode(nciStatus.always | first, nciStatus.always | second);
}
