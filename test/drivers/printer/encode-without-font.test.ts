import { expect, test, vi } from 'vitest';
import type { PrintDocument } from '../../../drivers/printer/document.ts';
import { encodeDocument } from '../../../drivers/printer/escpos/encode.ts';
import { profileOf } from '../../../drivers/printer/profile.ts';

// A machine without Debian's `unifont`: the file's place is fixed, so the module is stood in for.
vi.mock('../../../drivers/printer/font/unifont.ts', () => ({
  isFontInstalled: () => false,
  fontDots: () => undefined,
}));

const profile = profileOf('80mm');
const of = (text: string): PrintDocument => ({
  widthCells: 48,
  blocks: [{ kind: 'line', text, align: 'left' }],
});
const encode = (text: string, cjk: typeof profile.cjk): string =>
  Buffer.concat(encodeDocument(of(text), { ...profile, cjk })).toString('hex');

test('a printer without Chinese is not configured: nobody is handed a receipt of question marks', () => {
  expect(() => encode('收款', 'none')).toThrow(
    expect.objectContaining({ code: 'device.not-configured' }),
  );
  expect(encode('Paid', 'none')).toContain(Buffer.from('Paid').toString('hex'));
});

test('a Chinese printer prints its Chinese, and asks only where it has no character', () => {
  expect(encode('收ก', 'gb18030')).toContain('1c26cad5a3bf1c2e');
});

test('a drawn barcode goes without its digits', () => {
  const blocks = [
    { kind: 'barcode', symbology: 'ean13', data: '6901234567892', heightDots: 80 },
  ] as const;
  const bytes = encodeDocument({ widthCells: 48, blocks }, { ...profile, codes: 'raster' });
  // 285 dots in 36 bytes, and 80 rows of nothing but bars.
  expect(Buffer.concat(bytes).toString('hex')).toContain('1d763000240050');
});
