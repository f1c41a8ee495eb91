import { openBenchTerminal } from './bench-terminal.ts';

/** The terminal in its host until its sale screen has taken a code: then one line. `till-alone.ts DATA_DIR` */
const [dataDir] = process.argv.slice(2);
if (dataDir === undefined) throw new Error('usage: till-alone.ts DATA_DIR');

const terminal = await openBenchTerminal(dataDir, null);
await terminal.command('sale.enter-code', { code: '6901234567892' });
console.log('ready');
process.stdin.resume();
process.stdin.once('end', () => void terminal.close().then(() => process.exit(0)));
