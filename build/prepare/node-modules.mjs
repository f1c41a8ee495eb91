import { join } from 'node:path';
import { isStale } from './newer.mjs';
import { step } from './run.mjs';

/**
 * Installs the dependencies when the lock file is newer than what npm installed from it.
 * @param {string} root
 */
export function installNodeModules(root) {
  const made = join(root, 'node_modules', '.package-lock.json');
  if (!isStale({ sources: [join(root, 'package-lock.json')], made })) return;
  step('npm ci', 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    env: { ...process.env, PATH: withoutLocalTools(process.env.PATH ?? '', root) },
  });
}

/**
 * `npm ci` begins by removing node_modules, and with it the Node that npm scripts would find
 * there first: it has to run on the machine's own.
 * @param {string} path
 * @param {string} root
 * @returns {string}
 */
export function withoutLocalTools(path, root) {
  const local = join(root, 'node_modules', '.bin');
  return path
    .split(':')
    .filter((folder) => folder !== local)
    .join(':');
}
