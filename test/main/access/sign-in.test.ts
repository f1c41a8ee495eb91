import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashPin, isPin } from '../../../main/access/pin.ts';
import { checkPin, lockMs } from '../../../main/access/sign-in.ts';
import { limits } from '../../../main/contract/limits.ts';
import type { StaffTable } from '../../../main/store/staff.ts';
import { newTill, type Till } from '../store/fixture/till.ts';

const right = '2580';
const wrong = '0000';
const hash = hashPin(right);

let till: Till;
let staff: StaffTable;

beforeEach(() => {
  till = newTill();
  staff = till.open().staff;
  staff.put({ id: 'staff-1', name: '小王', role: 'cashier', ...hash });
});

afterEach(() => till.clear());

const check = (pin: string, now: number) => checkPin(staff, 'staff-1', pin, now);

/** The wrong PIN that locks, after the ones before it. */
function lock(now: number): void {
  staff.setFailures('staff-1', limits.pinFailuresBeforeLock - 1, 0);
  check(wrong, now);
}

describe('a PIN', () => {
  it('is known by its hash alone', () => {
    expect(isPin(right, hash)).toBe(true);
    expect([wrong, '', '25800', '２５８０'].some((pin) => isPin(pin, hash))).toBe(false);
  });

  it('looks different for each person, also when it is the same', () => {
    const other = hashPin(right);
    expect(Buffer.from(other.pinSalt).equals(hash.pinSalt)).toBe(false);
    expect(Buffer.from(other.pinHash).equals(hash.pinHash)).toBe(false);
    expect(hash.pinSalt).toHaveLength(16);
  });

  it('is nowhere in the database', () => {
    const row = JSON.stringify(staff.get('staff-1'));
    expect(row).not.toContain(right);
    expect(JSON.stringify(staff.list())).not.toContain('pin');
  });
});

describe('signing in', () => {
  it('with the right PIN says who it is', () => {
    expect(check(right, 0)).toEqual({
      ok: true,
      value: { id: 'staff-1', name: '小王', role: 'cashier' },
    });
  });

  it('with a wrong one, or as nobody, is refused alike', () => {
    expect(check(wrong, 0)).toMatchObject({ ok: false, error: { code: 'pin.wrong' } });
    const nobody = checkPin(staff, 'nobody', right, 0);
    expect(nobody).toMatchObject({ ok: false, error: { code: 'pin.wrong' } });
  });

  it('forgets wrong PINs when the right one comes', () => {
    staff.setFailures('staff-1', limits.pinFailuresBeforeLock - 1, 0);
    expect(check(right, 0).ok).toBe(true);
    check(wrong, 0);
    expect(check(right, 0).ok).toBe(true);
  });

  it('after too many wrong ones is locked, for the right PIN as well, until the time is over', () => {
    for (let guess = 0; guess < limits.pinFailuresBeforeLock; guess += 1) check(wrong, 1_000);
    expect(check(right, 1_000 + 29_999)).toMatchObject({
      error: { code: 'pin.locked', data: { seconds: 1 } },
    });
    expect(check(right, 1_000 + 30_000).ok).toBe(true);
  });

  it('is locked longer with each wrong PIN after that, and a guess while locked costs nothing', () => {
    lock(0);
    for (const [from, seconds] of [
      [30_000, 60],
      [90_000, 120],
      [210_000, 240],
    ] as const) {
      check(wrong, from);
      check(wrong, from + 1);
      expect(check(right, from)).toMatchObject({ error: { data: { seconds } } });
    }
  });

  it('stays locked when the terminal is switched off and on', () => {
    lock(0);
    staff = till.open().staff;
    expect(check(right, 10_000)).toMatchObject({ error: { code: 'pin.locked' } });
  });

  it('stays locked when the person’s name or PIN is sent again', () => {
    lock(0);
    staff.put({ id: 'staff-1', name: '王小姐', role: 'manager', ...hash });
    expect(staff.list()).toEqual([{ id: 'staff-1', name: '王小姐', role: 'manager' }]);
    expect(check(right, 10_000)).toMatchObject({ error: { code: 'pin.locked' } });
  });
});

it('a lock lasts half a minute, then twice as long each time, an hour at most', () => {
  const before = limits.pinFailuresBeforeLock;
  const after = (failures: number) => lockMs(before + failures) / 1_000;
  expect([-5, -1, 0, 1, 2, 3].map(after)).toEqual([0, 0, 30, 60, 120, 240]);
  expect([6, 7, 30, 2_000].map(after)).toEqual([1_920, 3_600, 3_600, 3_600]);
});
