import { readFileSync } from 'node:fs';
import { usualEmbeddedRules } from '../../main/domain/barcode/embedded-rule.ts';
import { noPayments } from '../../main/store/payment-settings.ts';
import type { Settings } from '../../main/store/settings-schema.ts';
import { appid, mchid, merchantSerial, publicKeySerial } from '../simulators/wechat/keys.ts';
import { moreAccounts } from './accounts.ts';
import type { ProviderPlaces } from './providers.ts';

/** Display, scale and card reader, for a counter that has them. */
export type ExtraPlaces = {
  readonly displayPath: string;
  readonly scalePath: string;
  readonly readerSocket: string;
  readonly badgePublicKey: string;
};

/** Where the simulated world stands this time. */
export type DemoPlaces = {
  readonly scannerPath: string;
  readonly printerPort: number;
  readonly hubUrl: string;
  readonly wechatOrigin: string;
  readonly wechatFolder: string;
  readonly wechatCaPath: string;
  readonly pace: 'provider' | 'rehearsal';
  readonly extra?: ExtraPlaces;
  /** The other providers, for a shop that has accounts with all of them. */
  readonly providers?: ProviderPlaces;
};

const serial = (path: string) =>
  ({ type: 'serial', path, baudRate: 9_600, dataBits: 8, stopBits: 1, parity: 'none' }) as const;

/** A corner shop in Hangzhou, as a technician would have set it up. */
export function demoSettings(places: DemoPlaces): Settings {
  return {
    version: 1,
    isDemo: true,
    terminal: { id: 'demo-terminal', number: '01', language: 'zh-CN', theme: 'light' },
    store: {
      id: 'demo-store',
      name: { 'zh-CN': '扫码便利店', 'zh-TW': '掃碼便利店', en: 'Saoma Corner Shop' },
      lines: ['杭州市西湖区文三路 1 号', '0571-8888 0000'],
      timeZone: 'Asia/Shanghai',
      currency: 'CNY',
      pricesIncludeTax: true,
      taxRounding: 'document',
      cashStepMinor: 1,
      quickNotesMinor: [1_000, 2_000, 5_000, 10_000],
      receiptCodeUrl: 'https://saoma.example/r/',
      ...(places.extra ? { badgePublicKey: places.extra.badgePublicKey } : {}),
      labelRules: usualEmbeddedRules.map((rule) => ({
        ...rule,
        itemDigits: [...rule.itemDigits],
        valueDigits: [...rule.valueDigits],
      })),
    },
    devices: [
      {
        id: 'scanner',
        kind: 'scanner',
        transport: serial(places.scannerPath),
      },
      {
        id: 'printer',
        kind: 'printer',
        transport: { type: 'tcp', host: '127.0.0.1', port: places.printerPort },
        profile: '80mm',
      },
      { id: 'drawer', kind: 'drawer', printer: 'printer', pin: 2, openLevel: 1 },
      ...(places.extra ? extraDevices(places.extra) : []),
    ],
    hub: { url: places.hubUrl },
    payments: {
      ...noPayments,
      merchants: [{ id: 'shop', name: '杭州扫码便利店有限公司', number: mchid }],
      activeMerchant: 'shop',
      accounts: [
        {
          id: 'wechat',
          provider: 'wechat',
          merchant: 'shop',
          isOffered: true,
          origin: places.wechatOrigin,
          appid,
          mchid,
          merchantSerial,
          platformSerial: publicKeySerial,
          platformKeys: { [publicKeySerial]: platformKey(places.wechatFolder) },
          storeNumber: 'S001',
          caPath: places.wechatCaPath,
          pace: places.pace,
          notifyUrl: 'https://saoma.example/wechat-pay',
        },
        ...(places.providers ? moreAccounts(places.providers, places.pace) : []),
      ],
      acceptStatic: 'supervisor',
      confirmAboveMinor: 100_000,
      refundApprovalAboveMinor: 20_000,
    },
  };
}

/** Without a simulator's folder the wallet is not there to answer, and any text will do. */
function platformKey(folder: string): string {
  return folder === '' ? '' : readFileSync(`${folder}/${publicKeySerial}.public.pem`, 'utf8');
}

function extraDevices(extra: ExtraPlaces): Settings['devices'] {
  return [
    {
      id: 'display',
      kind: 'display',
      transport: serial(extra.displayPath),
      protocol: 'cd5220',
      charset: 'gb18030',
    },
    {
      id: 'scale',
      kind: 'scale',
      transport: { ...serial(extra.scalePath), dataBits: 7, parity: 'even' },
      protocol: 'toledo-8217',
    },
    {
      id: 'reader',
      kind: 'reader',
      transport: { type: 'hid-socket', path: extra.readerSocket },
      protocol: 'neo2',
      isPolling: true,
    },
  ];
}
