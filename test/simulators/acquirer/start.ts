/**
 * The simulator as a process of its own: `node start.ts FOLDER [PORT]`. Keys are kept in FOLDER. Its
 * first line on stdout is JSON: where it listens, and the numbers and PEM files a terminal needs for
 * either of its merchants. It ends when stdin does.
 */
import { acquirerKeyPath, merchantKeyPath, merchantNames, merchants, openKeys } from './keys.ts';
import { caPath, startAcquirerSimulator } from './server.ts';

const [folder, port = '0'] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: start.ts FOLDER [PORT]');

const simulator = await startAcquirerSimulator(openKeys(folder), {
  slowMs: 3_000,
  port: Number(port),
});
const accounts = Object.fromEntries(
  merchantNames.map((name) => [
    name,
    { ...merchants[name], merchantKeyPath: merchantKeyPath(folder, name) },
  ]),
);
const greeting = {
  port: simulator.port,
  origin: simulator.origin,
  folder,
  caPath,
  acquirerKeyPath: acquirerKeyPath(folder),
  accounts,
};
console.log(JSON.stringify(greeting));

process.stdin.resume();
process.stdin.on('end', () => void simulator.close());
