/**
 * The simulator as a process of its own: `node start.ts FOLDER [PORT]`. What a terminal needs is put
 * into FOLDER, under the names of `keys.ts`. Its first line on stdout is JSON: `{port, origin,
 * plainOrigin, folder, caPath}`; it ends when stdin does.
 */
import { openKeys } from './keys.ts';
import { caPath, startAlipaySimulator } from './server.ts';

const [folder, port = '0'] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: start.ts FOLDER [PORT]');

const simulator = await startAlipaySimulator(openKeys(folder), {
  slowMs: 3_000,
  port: Number(port),
});
const { origin, plainOrigin } = simulator;
console.log(JSON.stringify({ port: simulator.port, origin, plainOrigin, folder, caPath }));

process.stdin.resume();
process.stdin.on('end', () => void simulator.close());
