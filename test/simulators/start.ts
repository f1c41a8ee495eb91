/**
 * All simulated providers in one process: `node start.ts FOLDER`. Keys are kept in FOLDER. Its first
 * line on stdout is JSON: where each listens, and where the PEM files are that a terminal needs. It
 * ends when stdin does. Scenarios are played by the payment code's last two digits.
 */
import { join } from 'node:path';
import { openKeys as openAcquirerKeys } from './acquirer/keys.ts';
import { startAcquirerSimulator } from './acquirer/server.ts';
import { openKeys as openAlipayKeys } from './alipay/keys.ts';
import { startAlipaySimulator } from './alipay/server.ts';
import { startCardSimulator } from './card/server.ts';
import { openKeys as openWechatKeys } from './wechat/keys.ts';
import { caPath, startWechatSimulator } from './wechat/server.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: start.ts FOLDER');

const slowMs = 3_000;
const folders = {
  wechat: join(folder, 'wechat'),
  alipay: join(folder, 'alipay'),
  acquirer: join(folder, 'acquirer'),
};
const [wechat, alipay, acquirer, card] = await Promise.all([
  startWechatSimulator(openWechatKeys(folders.wechat), slowMs),
  startAlipaySimulator(openAlipayKeys(folders.alipay), { slowMs }),
  startAcquirerSimulator(openAcquirerKeys(folders.acquirer), { slowMs }),
  startCardSimulator(slowMs),
]);
console.log(
  JSON.stringify({
    caPath,
    folders,
    wechat: wechat.origin,
    alipay: alipay.origin,
    acquirer: acquirer.origin,
    cardPort: card.port,
  }),
);

process.stdin.resume();
process.stdin.on('end', () => {
  void Promise.all([wechat.close(), alipay.close(), acquirer.close(), card.close()]);
});
