import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Inbox, openInbox } from '../../../main/wiring/inbox.ts';

let folder: string;
let stick: string;
let inbox: Inbox;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'inbox-'));
  stick = join(folder, 'media', 'lin', 'STICK');
  mkdirSync(stick, { recursive: true });
  inbox = openInbox(join(folder, 'data'), [join(folder, 'media'), join(folder, 'not-there')]);
});
afterEach(() => rmSync(folder, { recursive: true }));

function put(path: string, text: string, second: number): string {
  writeFileSync(path, text);
  utimesSync(path, second, second);
  return path;
}

describe('files that are brought', () => {
  it('lie in the data folder, or on top of a stick, newest first', () => {
    put(join(folder, 'data', 'inbox', 'key.pem'), '12345', 1_000);
    put(join(stick, 'bill.zip'), '1', 2_000);
    mkdirSync(join(stick, 'pictures'));
    put(join(stick, 'pictures', 'deep.jpg'), '1', 3_000);
    expect(inbox.list()).toEqual([
      { file: 'bill.zip', bytes: 1, changedAt: 2_000_000 },
      { file: 'key.pem', bytes: 5, changedAt: 1_000_000 },
    ]);
    expect(inbox.pathOf('bill.zip')).toBe(join(stick, 'bill.zip'));
    expect(inbox.pathOf('deep.jpg')).toBeNull();
  });

  it('are the inbox’s own where a stick has the same name', () => {
    const own = put(join(folder, 'data', 'inbox', 'a.csv'), 'own', 1_000);
    put(join(stick, 'a.csv'), 'other', 2_000);
    expect(inbox.list()).toHaveLength(1);
    expect(inbox.pathOf('a.csv')).toBe(own);
  });

  it('are no links, and no folders: a stick cannot show the terminal’s own files', () => {
    const secret = put(join(folder, 'data', 'secret'), 'key', 1_000);
    symlinkSync(secret, join(stick, 'link'));
    symlinkSync(join(folder, 'data'), join(folder, 'media', 'lin', 'linked'));
    expect(inbox.list()).toEqual([]);
    expect(inbox.pathOf('link')).toBeNull();
    expect(inbox.pathOf('secret')).toBeNull();
  });

  it.each(['../secret', 'a/b', 'a\\b', '.', '..', '', 'a'.repeat(201)])(
    'are asked for by a name alone, not by %j',
    (name) => {
      put(join(folder, 'data', 'secret'), 'key', 1_000);
      expect(inbox.pathOf(name)).toBeNull();
    },
  );

  it('are gone with the stick', () => {
    put(join(stick, 'bill.zip'), '1', 2_000);
    rmSync(join(folder, 'media'), { recursive: true });
    expect(inbox.list()).toEqual([]);
    expect(inbox.pathOf('bill.zip')).toBeNull();
  });
});
