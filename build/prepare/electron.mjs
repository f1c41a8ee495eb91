import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { attempt } from './run.mjs';

/** For the whole download; where it takes longer, `npm run electron` asks again by hand. */
const timeoutMs = 20_000;

/**
 * Electron's package brings no binary: its `install.js` fetches one, which may be out of reach.
 * One attempt for each version, then never again until asked; the Chromium host does meanwhile.
 * @param {string} root
 * @param {{ again: boolean }} options whether to try although the last attempt failed
 * @returns {boolean} whether the binary is here
 */
export function fetchElectron(root, { again }) {
  const folder = join(root, 'node_modules', 'electron');
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (hasElectron(folder, version)) return true;
  const failure = join(root, 'build', 'out', 'electron-out-of-reach');
  if (!again && firstLine(failure) === version) return false;

  const node = join(root, 'node_modules', '.bin', 'node');
  const what = `fetch Electron ${version} (Chromium serves without it)`;
  const { isDone, said } = attempt(what, node, [join(folder, 'install.js')], {
    ...(again ? {} : { timeout: timeoutMs }),
  });
  if (isDone) return true;
  mkdirSync(dirname(failure), { recursive: true });
  writeFileSync(failure, `${version}\n${said}\n`);
  return false;
}

/**
 * Electron's own test of an unpacked binary: both files are written last.
 * @param {string} folder the package's
 * @param {string} version the package's
 * @returns {boolean}
 */
export function hasElectron(folder, version) {
  const program = firstLine(join(folder, 'path.txt'));
  return (
    program !== '' &&
    firstLine(join(folder, 'dist', 'version')).replace(/^v/, '') === version &&
    existsSync(join(folder, 'dist', program))
  );
}

/**
 * @param {string} file
 * @returns {string} empty when there is no such file
 */
function firstLine(file) {
  return existsSync(file) ? (readFileSync(file, 'utf8').split('\n')[0] ?? '') : '';
}
