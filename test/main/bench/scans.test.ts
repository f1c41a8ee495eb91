import { describe, expect, it } from 'vitest';
import { type Advice, adviceCodes } from '../../../main/bench/advice.ts';
import { showScan } from '../../../main/bench/scans.ts';
import { texts } from '../../../main/contract/text/index.ts';

type More = { readonly aim?: string; readonly gapsMs?: readonly number[] };

const scan = (code: string, more: More = {}) =>
  showScan({ at: 1, deviceId: 'scanner', code, ...more });

describe('the scanner’s bench proposes', () => {
  it.each([
    ['nothing for a good code', '6901234567892', { aim: ']E0' }, null],
    ['the identifier for a good code without one', '6901234567892', {}, 'enable-aim'],
    ['a terminator for two codes in one', '69012345678926901234567892', {}, 'add-terminator'],
    [
      'a terminator for an identifier in the middle',
      '69012345]E06901234567892',
      {},
      'add-terminator',
    ],
    ['the suffix for a stray last character', '6901234567892#', {}, 'set-suffix'],
    ['the prefix for a stray first character', 'A6901234567892', {}, 'set-prefix'],
    ['the check for a wrong check digit', '6901234567890', { aim: ']E0' }, 'check-digit'],
    [
      'the separator where GS1 fields run together',
      '010950110153000310ABC1221SERIAL-1234567890',
      { aim: ']C1' },
      'send-gs',
    ],
    ['caps lock for signs in place of digits', '^(!@#$%^&', {}, 'caps-lock'],
    ['faster keys', '6901234567892', { gapsMs: [3, 60, 3] }, 'slow-keys'],
    ['nothing for a quick keyboard', '6901234567892', { gapsMs: [3, 4, 3] }, null],
  ] satisfies [string, string, More, Advice | null][])('%s', (_, code, more, advice) => {
    expect(scan(code, more)).toMatchObject({ advice });
  });

  it('only what has its sentence in every language', () => {
    for (const words of Object.values(texts)) {
      for (const code of adviceCodes) expect(words).toHaveProperty([`bench.advice.${code}`]);
    }
  });
});

describe('a scan on the bench', () => {
  it.each([
    ['6901234567892', 'right'],
    ['6901234567890', 'wrong'],
    ['ABC-1', 'none'],
  ])('%s has a check digit that is %s', (code, checkDigit) => {
    expect(scan(code).checkDigit).toBe(checkDigit);
  });

  it('shows the fields of a long GS1 label, which is no payment code', () => {
    const shown = scan('0109501101530003310300125015261231', { aim: ']e0' });
    expect(shown.code).toBe('0109501101530003310300125015261231');
    expect(shown.gs1.map(({ ai }) => ai)).toEqual(['01', '3103', '15']);
  });

  it.each([
    ['WeChat Pay', '134567890123456789'],
    ['Alipay', '2812345678901234567890'],
    ['e-CNY', '0123456789012345678'],
    ['an unknown wallet', '912345678901234567'],
  ])('hides the payment code of %s, and what could be read in it', (_, code) => {
    const shown = scan(code);
    expect(shown.code).toBe('*'.repeat(code.length - 4) + code.slice(-4));
    expect(shown.gs1).toEqual([]);
    expect(JSON.stringify(shown)).not.toContain(code.slice(0, 10));
  });
});
