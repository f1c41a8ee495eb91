import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../../..');

/** Makes what the hosts inject into pages, as the preparation step does. */
export function bundle(step: 'preload' | 'electron'): void {
  execFileSync(process.execPath, ['build/bundle.mjs', step], { cwd: root });
}
