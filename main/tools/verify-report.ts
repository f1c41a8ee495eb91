import { readFileSync } from 'node:fs';
import { verifyReport } from '../bench/report/seal.ts';

/**
 * Says whether a technician's report is genuine: `npm run report:verify -- FILE [KEY]`, where KEY is
 * the terminal's public key (SPKI DER, base64). Ends with 1 when it is not.
 */
const [path, publicKey = null] = process.argv.slice(2);
if (path === undefined) {
  console.error('npm run report:verify -- FILE [KEY]');
  process.exit(2);
}
const verdict = verifyReport(readFileSync(path, 'utf8'), publicKey);
console.log(verdict.isGenuine ? 'genuine' : `not genuine: ${verdict.reason}`);
process.exitCode = verdict.isGenuine ? 0 : 1;
