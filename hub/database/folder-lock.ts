import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Keeps a second process out of a folder. SQLite's file lock is used because the kernel lets go of
 * it when the process dies, however it dies; a file with a process id in it would stay behind.
 * @returns the function that lets go.
 * @throws Error when another process holds the folder.
 */
export function lockFolder(folder: string): () => void {
  const lock = new DatabaseSync(join(folder, 'lock'), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    lock.close();
    throw new Error(`another hub is using ${folder}`, { cause });
  }
  return () => lock.close();
}
