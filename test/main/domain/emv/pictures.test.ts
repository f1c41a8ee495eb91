import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generate, mode } from 'lean-qr';
import { describe, expect, it } from 'vitest';
import { Bitmap } from '../../../../drivers/printer/raster/bitmap.ts';
import { encodePng } from '../../../../drivers/printer/simulator/png.ts';
import type { LocalName } from '../../../../main/domain/emv/merchant-code.ts';
import { buildNationalCode, type CodeOrder } from '../../../../main/domain/emv/national/build.ts';
import { hkqr, pix, unionpay } from '../../../../main/domain/emv/national/elsewhere.ts';
import { readMerchantCode } from '../../../../main/domain/emv/national/recognise.ts';
import type { Scheme } from '../../../../main/domain/emv/national/scheme.ts';
import {
  duitnow,
  khqrMerchant,
  paynow,
  promptpayBill,
  promptpayTransfer,
  qris,
  vietqr,
} from '../../../../main/domain/emv/national/south-east-asia.ts';
import { withDirectory } from '../../../drivers/support.ts';
import { found, hkqrWithEmpty62, national, official } from './samples.ts';

/** Codes go over a picture and a reader that is not ours, and come back the same. */

/** Without Shift-JIS: beside ECI 26, which EMVCo asks for, readers lose step (payment-facts 5.1). */
const modes = [mode.numeric, mode.alphaNumeric, mode.ascii, mode.utf8];

async function throughPicture(text: string): Promise<string> {
  const code = generate(text, { modes });
  const moduleDots = 4;
  const bitmap = new Bitmap(code.size * moduleDots);
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) {
      if (code.get(x, y)) bitmap.fill(x * moduleDots, y * moduleDots, moduleDots, moduleDots);
    }
  }
  await using directory = await withDirectory();
  const picture = join(directory.path, 'code.png');
  await writeFile(picture, encodePng(bitmap, new Bitmap(bitmap.width)));
  const { stdout } = spawnSync('zbarimg', ['-q', '--raw', picture], { encoding: 'utf8' });
  return stdout.replace(/\n$/, '');
}

const life = { createdAt: 1_800_000_000_000, expiresAt: 1_800_000_900_000 };
const shop = { name: 'TEST MERCHANT', city: 'CITY', amountMinor: 12_300, life };

function drawn<Fields>(
  scheme: Scheme<Fields>,
  fields: Fields,
  localName: LocalName,
  order: CodeOrder = {},
) {
  const text = buildNationalCode(scheme, fields, { ...shop, localName, ...order });
  return {
    name: `${scheme.id} with ${localName.name}`,
    localName,
    text: text.ok ? text.value : '',
  };
}

const local = (language: string, name: string, city: string | null): LocalName => ({
  language,
  name,
  city,
});

const codes = [
  drawn(pix, { key: 'loja@example.com' }, local('PT', 'Padaria São João', 'São Paulo')),
  drawn(promptpayTransfer, { phone: '0066812345678' }, local('TH', 'ร้านกาแฟบ้านสวน', 'กรุงเทพฯ')),
  drawn(
    promptpayBill,
    { biller: '099400024484314', reference1: 'INV001' },
    local('TH', 'ข้าวมันไก่', null),
  ),
  drawn(
    paynow,
    { proxyType: '2', proxy: '201234567K', editable: '0' },
    local('ZH', '牛车水面馆', '新加坡'),
  ),
  drawn(
    vietqr,
    { bank: '970436', account: '0011001886002', service: 'QRIBFTTA' },
    local('VI', 'Phở Thìn Lò Đúc', 'Hà Nội'),
  ),
  drawn(
    khqrMerchant,
    { account: 'shop@aclb', merchantId: '123456', bank: 'ACLEDA' },
    local('KM', 'ហាងកាហ្វេ', 'ភ្នំពេញ'),
  ),
  drawn(duitnow, { acquirer: '501664' }, local('ZH', '茨厂街凉茶', '吉隆坡')),
  drawn(qris, { nationalMerchantId: 'ID2024315307791' }, local('ID', 'Warung Café', null)),
  drawn(hkqr, { fpsId: '0009999' }, local('ZH', '茶餐廳', '香港')),
  drawn(
    unionpay,
    { acquirer: '25000344', forwarder: '00020344', merchantId: '100000000000006' },
    local('ZH', '最佳运输', '北京'),
    { currency: 'CNY', country: 'CN' },
  ),
];

describe.each(codes)('a code of $name', ({ text, localName }) => {
  it('is read from its picture', async () => {
    const seen = await throughPicture(text);
    expect(seen).toBe(text);
    expect(readMerchantCode(seen)).toMatchObject({
      ok: true,
      value: { amount: expect.anything(), localName },
    });
  });
});

it.each(Object.entries({ official, hkqrWithEmpty62, ...national, ...found }))(
  'the sample %s is read from its picture',
  async (_, text) => {
    expect(await throughPicture(text)).toBe(text);
  },
);
