import { join } from 'node:path';
import { isStale } from './newer.mjs';
import { step } from './run.mjs';

/** What each bundle is made from; its folder under build/out/ has the same name. */
const sources = {
  renderer: ['renderer', 'main/contract', 'main/domain', 'main/host'],
  electron: ['main', 'drivers'],
  hardware: ['drivers', 'main/devices', 'main/contract', 'test/hardware', 'test/support'],
};

/** What changes every bundle. */
const tools = ['build/bundle.mjs', 'package-lock.json'];

/**
 * Bundles what is missing or older than its sources.
 * @param {string} root
 * @param {'renderer' | 'electron' | 'hardware'} name
 */
export function bundle(root, name) {
  const stale = isStale({
    sources: [...sources[name], ...tools].map((path) => join(root, path)),
    made: join(root, 'build', 'out', name),
  });
  if (!stale) return;
  const node = join(root, 'node_modules', '.bin', 'node');
  step(`bundle ${name}`, node, [join('build', 'bundle.mjs'), name], { cwd: root });
}
