import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { BenchDevice } from '../../main/contract/bench/snapshot.ts';
import { bytes, type Locale, longTime, shortTime } from '../../renderer/format.ts';
import { filtered, shownBytes, traceText } from '../../renderer/screens/bench/trace/trace-text.ts';
import { nameOfDevice, newestHealth, standing } from '../../renderer/screens/devices/standing.ts';
import {
  addressOf,
  candidates,
  emptyDraft,
  fills,
  lineOf,
  plans,
} from '../../renderer/screens/setup/plans.ts';
import { speak } from '../../renderer/text.ts';
import { bench, trace } from './sample-bench.ts';

beforeEach(() => speak('en', 'CNY', 'Asia/Shanghai'));

const device = (id: string): BenchDevice => {
  const found = bench.devices.find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
};
const inEnglish: Locale = { language: 'en', currency: 'CNY', timeZone: 'Asia/Shanghai' };

describe('a device’s standing', () => {
  it('is the worst of wire, life cycle and power; a power that cannot be known is no fault', () => {
    expect(standing(device('scanner-1'))).toBe('ready');
    expect(standing(device('drawer-1'))).toBe('ready');
    expect(standing(device('printer-1'))).toBe('attention');
    expect(standing(device('scale-1'))).toBe('off');
    expect(standing({ ...device('drawer-1'), lifecycle: 'closed' })).toBe('ready');
    expect(standing({ ...device('scanner-1'), connection: 'closed' })).toBe('none');
  });

  it('names a role only where it tells devices apart', () => {
    expect(nameOfDevice(device('scanner-1'))).toBe('Scanner · goods');
    expect(nameOfDevice(device('printer-1'))).toBe('Printer');
  });

  it('the newest check counts, of whatever level', () => {
    expect(newestHealth(device('printer-1'))?.codes[0]).toBe('paper-out');
    expect(newestHealth(device('drawer-1'))).toBeNull();
  });
});

describe('the trace', () => {
  it('is found by bytes with or without blanks, and by words in any case', () => {
    const found = (text: string) => filtered(trace, { direction: 'all', text }).length;
    expect([found('1D 56'), found('1d56'), found('CUT'), found('nothing')]).toEqual([3, 3, 3, 0]);
  });

  it('leaves out what stands behind a minus', () => {
    const left = filtered(trace, { direction: 'all', text: '- dle eot' });
    expect(left).toHaveLength(15);
    expect(left.some(({ decoded }) => decoded.includes('DLE EOT'))).toBe(false);
    expect(filtered(trace, { direction: 'all', text: '-' })).toHaveLength(18);
  });

  it('writes bytes in pairs and counts the zeros that fill a report up', () => {
    expect(shownBytes('1b40')).toBe('1b 40');
    expect(shownBytes(`0156${'00'.repeat(62)}`)).toBe('01 56 00 × 62');
    expect(shownBytes('00'.repeat(8))).toBe('00 × 8');
    expect(shownBytes('10000000')).toBe('10 00 00 00');
  });

  it('becomes one line a transfer', () => {
    const [row] = trace;
    if (!row) throw new Error('no row');
    expect(traceText([row], () => '14:32')).toBe(
      '14:32\tout\t9\t100401100402100404\tDLE EOT 1  DLE EOT 2  DLE EOT 4',
    );
  });
});

describe('what is found for a role', () => {
  it('puts the likely first and leaves out what could not be one', () => {
    const found = bench.finding?.devices ?? [];
    expect(candidates(plans['goods-scanner'], found).map(({ node }) => node)).toEqual([
      '/dev/ttyACM0',
      '/dev/hidraw2',
      '/dev/ttyUSB0',
    ]);
    expect(candidates(plans.reader, found).map(({ node }) => node)).toEqual(['/dev/hidraw2']);
  });

  it('a scanner for anything fills both of its roles', () => {
    const any = { ...device('scanner-1'), role: 'any' };
    expect(fills(any, plans['goods-scanner']) && fills(any, plans['payment-scanner'])).toBe(true);
    expect(fills(device('scanner-1'), plans['payment-scanner'])).toBe(false);
  });
});

describe('an address', () => {
  const plan = plans.scale;
  const draft = emptyDraft(plan, []);
  const [found = null] = bench.finding?.devices ?? [];

  it('takes the speed and frame chosen by hand before those that were heard', () => {
    const heard = {
      path: '',
      isBusy: false,
      baudRate: 2_400,
      dataBits: 7,
      stopBits: 1,
      parity: 'even',
      code: null,
      failure: null,
    } as const;
    expect(lineOf(draft, plan, null)).toEqual({ baudRate: 9_600, frame: '7E1' });
    expect(lineOf(draft, plan, heard)).toEqual({ baudRate: 2_400, frame: '7E1' });
    expect(lineOf({ ...draft, baudRate: 19_200, frame: '8O1' }, plan, heard)).toEqual({
      baudRate: 19_200,
      frame: '8O1',
    });
  });

  it('of a serial line says its frame in full', () => {
    expect(addressOf(draft, found, { baudRate: 4_800, frame: '7O1' })).toMatchObject({
      type: 'serial',
      baudRate: 4_800,
      dataBits: 7,
      parity: 'odd',
      stopBits: 1,
    });
  });

  it('is none while something is missing or the port is none', () => {
    const line = { baudRate: 9_600, frame: '8N1' } as const;
    const byNetwork = { ...draft, way: 'network', host: 'scale.local' } as const;
    expect(addressOf(draft, null, line)).toBeNull();
    expect(addressOf({ ...byNetwork, host: '' }, null, line)).toBeNull();
    for (const port of ['', '0', '65536', '9.5']) {
      expect(addressOf({ ...byNetwork, port }, null, line)).toBeNull();
    }
    expect(addressOf(byNetwork, null, line)).toEqual({
      type: 'tcp',
      host: 'scale.local',
      port: 9_100,
    });
    expect(addressOf({ ...draft, way: 'printer' }, null, line)).toBeNull();
    expect(addressOf({ ...draft, way: 'queue' }, null, line)).toBeNull();
  });
});

describe('sizes and times', () => {
  it('are written in the unit one says them in', () => {
    expect(bytes(0, inEnglish)).toBe('0 byte');
    expect(bytes(84_213_760, inEnglish)).toBe('84.2 MB');
    expect(shortTime(250, inEnglish)).toBe('250 μs');
    expect(shortTime(1_120, inEnglish)).toBe('1.1 ms');
    expect(shortTime(-180_000, inEnglish)).toBe('-180 ms');
    expect(shortTime(61_000_000, inEnglish)).toBe('61 sec');
    expect(longTime(3 * 86_400_000 + 4_320_000, inEnglish)).toBe('3 days 1 hr');
    expect(longTime(59_000, inEnglish)).toBe('0 min');
  });

  it('never need more than four digits before the point for what a disk holds', () => {
    fc.assert(
      fc.property(fc.nat(Number.MAX_SAFE_INTEGER), (value) => {
        expect(bytes(value, inEnglish)).toMatch(/^\d?,?\d{1,3}(\.\d)? \w+$/);
      }),
    );
  });
});
