import { type Dirent, lstatSync, mkdirSync, readdirSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { inboxFile } from '../contract/payments/commands.ts';

export type InboxFile = {
  readonly file: string;
  readonly bytes: number;
  readonly changedAt: number;
};

/** Files that somebody brings to the terminal: keys and statements. */
export type Inbox = {
  /** Newest first. */
  list(): InboxFile[];
  /** Where a file is, by its name alone; null when it is not there, or is not a plain file. */
  pathOf(file: string): string | null;
};

/** Where Linux desktops and udisks mount a stick: `/media/USER/STICK` and `/run/media/USER/STICK`. */
const mediaRoots: readonly string[] = ['/media', '/run/media'];

/** More than anybody looks through; a stick may be full of pictures. */
const filesShownMax = 200;
const filesLookedAtMax = 2_000;

/**
 * The data folder's `inbox`, and the top folder of each removable medium. Links are not followed, so
 * that a stick cannot point at files of the terminal's own. The inbox comes first where two files
 * have the same name.
 */
export function openInbox(dataDir: string, roots: readonly string[] = mediaRoots): Inbox {
  const own = join(dataDir, 'inbox');
  mkdirSync(own, { recursive: true, mode: 0o700 });
  const folders = (): string[] => [own, ...roots.flatMap(foldersIn).flatMap(foldersIn)];

  return {
    list() {
      const found = new Map<string, InboxFile>();
      const entries = folders().flatMap((folder) =>
        entriesOf(folder).map((entry) => ({ path: join(folder, entry.name), file: entry.name })),
      );
      for (const { path, file } of entries.slice(0, filesLookedAtMax)) {
        const stats = plainFile(path);
        if (!stats || found.has(file) || !v.is(inboxFile, file)) continue;
        found.set(file, { file, bytes: stats.size, changedAt: Math.round(stats.mtimeMs) });
      }
      const newestFirst = [...found.values()].sort((a, b) => b.changedAt - a.changedAt);
      return newestFirst.slice(0, filesShownMax);
    },
    pathOf(file) {
      if (!v.is(inboxFile, file) || file === '.' || file === '..') return null;
      const paths = folders().map((folder) => join(folder, file));
      return paths.find((path) => plainFile(path) !== null) ?? null;
    },
  };
}

function foldersIn(folder: string): string[] {
  return entriesOf(folder)
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(folder, name));
}

/** What is in a folder; nothing when it is not there, or a stick has been pulled out. */
function entriesOf(folder: string): Dirent[] {
  return unlessGone(() => readdirSync(folder, { withFileTypes: true })) ?? [];
}

function plainFile(path: string): Stats | null {
  const stats = unlessGone(() => lstatSync(path));
  return stats?.isFile() ? stats : null;
}

const goneCodes: ReadonlySet<unknown> = new Set(['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'EIO']);

function unlessGone<Value>(look: () => Value): Value | null {
  try {
    return look();
  } catch (error) {
    if (error instanceof Error && 'code' in error && goneCodes.has(error.code)) return null;
    throw error;
  }
}
