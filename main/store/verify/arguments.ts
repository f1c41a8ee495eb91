import { parseArgs } from 'node:util';
import type { Known } from './check-journal.ts';
import type { Head } from './check-tail.ts';
import { parsePublicKey } from './public-key.ts';

export const usage = `Usage: npm run journal:verify -- FILE [--public-key BASE64] [--head SEQ:HASH] [--json]

Checks a terminal's journal, record by record, and names each one that was changed, removed or moved.
The file is only read; the terminal may be running.

  --public-key  the terminal's key (SPKI, base64); without it, the one in the journal's first record
  --head        a record that was there at another time, from a report or the hub
  --json        a line of JSON for each finding, and one for the verdict

Exit code 0: nothing found; 1: something found; 2: the file cannot be checked.`;

export type Request = Known & { readonly path: string; readonly isJson: boolean };

/** @returns what is asked for, or what is wrong with the asking. */
export function parseRequest(words: readonly string[]): Request | { readonly problem: string } {
  const read = parseWords(words);
  if ('problem' in read) return read;
  const { values, positionals } = read;
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) return { problem: 'name one file' };
  const key = values['public-key'];
  const publicKey = key === undefined ? null : parsePublicKey(key);
  if (key !== undefined && !publicKey) return { problem: '--public-key is not an Ed25519 key' };
  const head = values.head === undefined ? null : parseHead(values.head);
  if (values.head !== undefined && !head) return { problem: '--head is not SEQ:HASH' };
  return { path, publicKey, head, isJson: values.json };
}

const options = {
  'public-key': { type: 'string' },
  head: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

function parseWords(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], allowPositionals: true, options });
  } catch (error) {
    if (error instanceof TypeError) return { problem: error.message };
    throw error;
  }
}

function parseHead(text: string): Head | null {
  const [, seq, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  return seq === undefined || hash === undefined ? null : { seq: Number(seq), hash };
}
