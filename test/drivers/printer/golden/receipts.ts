import type {
  ImageBlock,
  LineBlock,
  PrintBlock,
  PrintDocument,
} from '../../../../drivers/printer/document.ts';
import type { PrinterProfile } from '../../../../drivers/printer/profile.ts';
import { ditherImage } from '../../../../drivers/printer/raster/dither.ts';
import { builtInProfiles, loadProfiles } from '../../../../drivers/profiles/load.ts';
import { spread } from '../../../../main/domain/receipt/cells.ts';

/** One golden receipt: what is printed, on which printer. */
export type Golden = {
  /** Of its files, without the ending. */
  readonly name: string;
  readonly profile: PrinterProfile;
  readonly document: PrintDocument;
};

type Language = 'zh-CN' | 'en';

/** Each printer that the program knows, and the receipts that it prints. */
const printed: readonly (readonly [string, Language])[] = [
  ['58mm', 'zh-CN'],
  ['58mm', 'en'],
  ['80mm', 'zh-CN'],
  ['80mm', 'en'],
  ['58mm-gbk', 'zh-CN'],
  ['80mm-utf8', 'zh-CN'],
  ['58mm-plain', 'zh-CN'],
  ['80mm-plain', 'zh-CN'],
  ['80mm-plain', 'en'],
  ['80mm-two-colour', 'zh-CN'],
  ['kitchen-80mm', 'zh-CN'],
];

const profiles = loadProfiles([builtInProfiles]).printers;

const words = {
  'zh-CN': {
    shop: '扫码便利店',
    address: '上海市黄浦区南京东路 100 号',
    receipt: '收据 No. 2026-000042',
    items: [
      ['牛奶 1L × 2', '¥12.50'],
      ['朱镕基传（囍字装）', '¥38.00'],
      ['进口咖啡豆 Coffee 250g', '€5.00'],
    ],
    foreign: ['泰国香米 ข้าวหอม', '¥9.90'],
    total: ['合计', '¥50.50'],
    paid: '收款成功',
    refund: '退货须凭此收据',
    copy: ' 副本 COPY ',
    thanks: '谢谢惠顾，欢迎再来',
    code: 'https://例子.cn/收款?n=42',
  },
  en: {
    shop: 'Scan & Go',
    address: '100 Nanjing Road East, Shanghai',
    receipt: 'Receipt No. 2026-000042',
    items: [
      ['Milk 1L x 2', '$12.50'],
      ['Tea pot #3 {blue}', '$38.00'],
      ['Coffee 250g', '$5.00'],
    ],
    foreign: ['Crème brûlée', '$6.00'],
    total: ['Total', '$55.50'],
    paid: 'PAID',
    refund: 'Keep this receipt for returns',
    copy: ' COPY ',
    thanks: 'Thank you, see you soon',
    code: 'https://example.com/r?n=42',
  },
} as const;

const pdf417 = {
  kind: 'pdf417',
  data: 'SAOMA/2026-000042/50.50',
  columns: 3,
  errorLevel: 3,
  moduleDots: 3,
} as const;

export const goldens: readonly Golden[] = printed.map(([profileName, language]) => {
  const profile = profiles.get(profileName);
  if (!profile) throw new Error(`no profile ${profileName}`);
  const name = `${profile.name}.${language}`;
  return { name, profile, document: everyFeature(profile, words[language]) };
});

/** Everything that a document can ask for, in the shape of a receipt. */
function everyFeature(profile: PrinterProfile, text: (typeof words)[Language]): PrintDocument {
  const cells = profile.widthCells;
  const rule = line('-'.repeat(cells));
  const columns = (left: string, right: string, look: Partial<LineBlock> = {}): PrintBlock[] =>
    spread(left, right, look.size === 'double' ? cells / 2 : cells).map((row) => line(row, look));
  const [totalName, total] = text.total;
  const [foreign, foreignPrice] = text.foreign;
  return {
    widthCells: cells,
    blocks: [
      picture(sphere(160, 96)),
      line(text.shop, { align: 'center', size: 'double', isBold: true }),
      line(text.address, { align: 'center' }),
      line(text.receipt, { align: 'right' }),
      line(text.copy, { align: 'center', isInverted: true }),
      rule,
      ...text.items.flatMap(([name, price]) => columns(name, price)),
      ...columns(foreign, foreignPrice),
      rule,
      ...columns(totalName, total, { size: 'tall', isBold: true }),
      line(text.paid, { align: 'center', size: 'double', colour: 'red' }),
      { ...picture(sphere(64, 64)), colour: 'red' },
      line(text.refund, { align: 'center', isUnderlined: true }),
      { kind: 'feed', lines: 1 },
      { kind: 'barcode', symbology: 'ean13', data: '6901234567892', heightDots: 80 },
      { kind: 'feed', lines: 1 },
      { kind: 'barcode', symbology: 'code128', data: '{S}-20261123', heightDots: 60 },
      { kind: 'feed', lines: 1 },
      { kind: 'qr', data: text.code, moduleDots: 6, errorCorrection: 'Q' },
      { kind: 'feed', lines: 1 },
      // A printer without codes of its own has no PDF417 either.
      ...(profile.codes === 'native' ? [pdf417] : []),
      line(text.thanks, { align: 'center' }),
      { kind: 'buzzer', times: 2 },
      { kind: 'feed', lines: 2 },
      { kind: 'cut' },
    ],
  };
}

function line(text: string, look: Partial<LineBlock> = {}): LineBlock {
  return { kind: 'line', text, align: 'left', ...look };
}

function picture({ width, height, grey }: ReturnType<typeof sphere>): ImageBlock {
  const bits = Buffer.from(ditherImage(grey, width, height)).toString('base64');
  return { kind: 'image', widthDots: width, heightDots: height, bits };
}

/** A ball lit from the upper left: every level of grey, for the dithering. */
function sphere(width: number, height: number) {
  const radius = height / 2;
  const grey = new Uint8Array(width * height).map((_, at) => {
    const x = ((at % width) - width / 2) / radius;
    const y = (Math.floor(at / width) - height / 2) / radius;
    if (x * x + y * y > 1) return 255;
    const light = 0.6 * Math.sqrt(1 - x * x - y * y) - 0.4 * x - 0.4 * y;
    return Math.round(255 * Math.min(1, Math.max(0, light)));
  });
  return { width, height, grey };
}
