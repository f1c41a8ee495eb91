import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const appId = '2021000122671080';
export const sellerId = '2088102146225135';

/** The SNs of the certificates in `certificates/`, as alipay-sdk 4.14.0 computes them. */
export const appCertSn = 'e46048e3156dba4f1d0b5a179cc8a35e';
export const alipayCertSn = '74355bf107340f011a4ce2557a89f254';
export const rootCertSn = '9ec9215f9868b097c40337ebcfd545cd_0612a50f46a46b320092dc7c0aaf8371';

/** What a terminal needs, by the names the files have in the simulator's folder. */
export const terminalFiles = {
  appKey: 'app-key.pem',
  alipayPublicKey: 'alipay-public-key.pem',
  appCertificate: 'app-certificate.crt',
  alipayCertificate: 'alipay-certificate.crt',
  rootCertificates: 'root-certificates.crt',
} as const;

export type SimulatorKeys = {
  readonly folder: string;
  /** The application's, which requests must be signed with. */
  readonly appKey: KeyObject;
  readonly alipayKey: KeyObject;
};

/** Puts what a terminal needs into `folder`; the keys are always the same and protect nothing. */
export function openKeys(folder: string): SimulatorKeys {
  mkdirSync(folder, { recursive: true });
  const alipayKey = createPrivateKey(readFileSync(fixture('alipay.key')));
  const publicPem = createPublicKey(alipayKey).export({ type: 'spki', format: 'pem' });
  writeFileSync(join(folder, terminalFiles.alipayPublicKey), publicPem);
  copyFileSync(fixture('app.key'), join(folder, terminalFiles.appKey));
  const { appCertificate, alipayCertificate, rootCertificates } = terminalFiles;
  for (const name of [appCertificate, alipayCertificate, rootCertificates]) {
    copyFileSync(fixture(name), join(folder, name));
  }
  const appKey = createPublicKey(readFileSync(fixture('app.key')));
  return { folder, appKey, alipayKey };
}

function fixture(name: string): string {
  return new URL(`certificates/${name}`, import.meta.url).pathname;
}
