import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Whether this folder is a demo shop's, or nobody's yet. Only a settings file that plainly says so is
 * a demo: a broken one may be a real shop's, and is left for the terminal to complain about.
 */
export async function isDemoFolder(dataDir: string): Promise<boolean> {
  try {
    const settings: unknown = JSON.parse(await readFile(join(dataDir, 'settings.json'), 'utf8'));
    return (
      typeof settings === 'object' &&
      settings !== null &&
      'isDemo' in settings &&
      settings.isDemo === true
    );
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return true;
    throw error;
  }
}
