import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The latest modification among files and folders, in ms since 1970; 0 when none of them exists.
 * Folders count too, so that a file that was taken away is noticed.
 * @param {readonly string[]} paths
 * @returns {number}
 */
export function newestChange(paths) {
  let newest = 0;
  for (const path of paths) {
    const found = statSync(path, { throwIfNoEntry: false });
    if (!found) continue;
    newest = Math.max(newest, found.mtimeMs);
    if (found.isDirectory()) {
      newest = Math.max(newest, newestChange(readdirSync(path).map((name) => join(path, name))));
    }
  }
  return newest;
}

/**
 * Whether what was made is missing or older than what it is made from.
 * @param {{ sources: readonly string[], made: string }} step
 * @returns {boolean}
 */
export function isStale({ sources, made }) {
  const madeAt = newestChange([made]);
  return madeAt === 0 || newestChange(sources) > madeAt;
}
