import { readFileSync } from 'node:fs';
import type { WechatAccount } from '../../../main/payments/wechat/client.ts';
import { appid, mchid, merchantSerial, publicKeySerial, readTerminalKeys } from './keys.ts';
import { caPath } from './server.ts';

/** The terminal's account at a simulator that listens at `origin` with the keys in `folder`. */
export function simulatorAccount(
  origin: string,
  folder: string,
  platformSerial: string = publicKeySerial,
): WechatAccount {
  return {
    accountId: 'wechat',
    appid,
    mchid,
    merchantSerial,
    ...readTerminalKeys(folder),
    platformSerial,
    origin,
    ca: readFileSync(caPath, 'utf8'),
    deviceIp: '127.0.0.1',
    deviceId: 'T001',
    storeNumber: 'S001',
    notifyUrl: 'https://hub.example/wechat',
  };
}
