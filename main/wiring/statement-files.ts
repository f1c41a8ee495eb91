import { createHash, randomUUID } from 'node:crypto';
import {
  constants,
  createReadStream,
  createWriteStream,
  mkdirSync,
  readdirSync,
  rmSync,
} from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { PosError } from '../contract/failure.ts';

const draftEnd = '.part';
/** A statement of a day with a million rows, in text, several times over. */
const fileBytesMax = 2 * 1024 * 1024 * 1024;

/** Statements as the providers made them, for the shop's owner alone: `ACCOUNT-DAY.EXTENSION`. */
export type StatementFiles = {
  /** A new place for a statement until it has been read to its end. */
  newDraft(): string;
  /** Copies a file that somebody brought. @throws PosError `statement.unreadable` for no plain file. */
  bring(from: string, draft: string): Promise<void>;
  /** SHA-256, lower-case hex. */
  digestOf(path: string): Promise<string>;
  /** From now on the draft is the statement of that name; durable when it settles. */
  keep(draft: string, name: string): Promise<void>;
  drop(draft: string): Promise<void>;
};

export function openStatementFiles(dataDir: string): StatementFiles {
  const folder = join(dataDir, 'statements');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  dropDrafts(folder);
  return {
    newDraft: () => join(folder, `${randomUUID()}${draftEnd}`),
    async bring(from, draft) {
      // not a link, and not a pipe that would keep us waiting
      const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
      await using file = await openFile(from, flags);
      const stats = await file.stat();
      if (!stats.isFile() || stats.size > fileBytesMax) throw unreadable('no file of a good size');
      const copy = createWriteStream(draft, { mode: 0o600 });
      await pipeline(file.createReadStream({ autoClose: false }), copy);
    },
    async digestOf(path) {
      const hash = createHash('sha256');
      await pipeline(createReadStream(path), hash);
      return hash.digest('hex');
    },
    async keep(draft, name) {
      await sync(draft);
      await rename(draft, join(folder, name));
      await sync(folder);
    },
    drop: (draft) => rm(draft, { force: true }),
  };
}

/** What a process that was killed left behind. */
function dropDrafts(folder: string): void {
  const drafts = readdirSync(folder).filter((name) => name.endsWith(draftEnd));
  for (const name of drafts) rmSync(join(folder, name), { force: true });
}

async function openFile(path: string, flags: number): Promise<FileHandle> {
  try {
    return await open(path, flags);
  } catch (cause) {
    throw unreadable('the file cannot be opened', cause);
  }
}

async function sync(path: string): Promise<void> {
  await using file = await open(path, 'r');
  await file.sync();
}

function unreadable(message: string, cause?: unknown): PosError {
  return new PosError(
    { code: 'statement.unreadable', message, retry: 'after-fix' },
    cause === undefined ? {} : { cause },
  );
}
