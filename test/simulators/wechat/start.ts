/**
 * The simulator as a process of its own: `node start.ts FOLDER [PORT]`. Keys are kept in FOLDER. Its
 * first line on stdout is JSON: `{port, origin, folder, caPath}`; it ends when stdin does.
 */
import { openKeys } from './keys.ts';
import { caPath, startWechatSimulator } from './server.ts';

const [folder, port = '0'] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: start.ts FOLDER [PORT]');

const simulator = await startWechatSimulator(openKeys(folder), 3_000, Number(port));
const { origin } = simulator;
console.log(JSON.stringify({ port: simulator.port, origin, folder, caPath }));

process.stdin.resume();
process.stdin.on('end', () => void simulator.close());
