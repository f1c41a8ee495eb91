import { usualEmbeddedRules } from '../../main/domain/barcode/embedded-rule.ts';
import type { Settings } from '../../main/store/settings-schema.ts';
import { appid, mchid, merchantSerial, publicKeySerial } from '../simulators/wechat/keys.ts';

/** Where the simulated world stands this time. */
export type DemoPlaces = {
  readonly scannerPath: string;
  readonly printerPort: number;
  readonly hubUrl: string;
  readonly wechatOrigin: string;
  readonly wechatFolder: string;
  readonly wechatCaPath: string;
  readonly pace: 'provider' | 'rehearsal';
};

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
        transport: {
          type: 'serial',
          path: places.scannerPath,
          baudRate: 9_600,
          dataBits: 8,
          stopBits: 1,
          parity: 'none',
        },
      },
      {
        id: 'printer',
        kind: 'printer',
        transport: { type: 'tcp', host: '127.0.0.1', port: places.printerPort },
        profile: '80mm',
      },
      { id: 'drawer', kind: 'drawer', printer: 'printer', pin: 2 },
    ],
    hub: { url: places.hubUrl },
    payments: {
      wechat: {
        origin: places.wechatOrigin,
        appid,
        mchid,
        merchantSerial,
        platformSerial: publicKeySerial,
        platformKeyPath: `${places.wechatFolder}/${publicKeySerial}.public.pem`,
        storeNumber: 'S001',
        caPath: places.wechatCaPath,
        pace: places.pace,
      },
    },
  };
}
