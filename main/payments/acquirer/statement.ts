import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import * as v from 'valibot';
import { limits } from '../../contract/limits.ts';
import { downloadHttps } from '../https-download.ts';
import type { StatementAnswer, StatementPort } from '../statement.ts';
import { complaint, doubtOf, notOurs, unreadable } from './answers.ts';
import { callAcquirer, type Line, signedHeaders } from './client.ts';
import type { StatementForm } from './dialect.ts';
import { answers } from './protocol.ts';
import { readStatement } from './statement-file.ts';

export function statementPort(line: Line, form: StatementForm): StatementPort {
  const { timeZone } = line.dialect;
  return {
    extension: form.extension,
    timeZone,
    fetch: (day, path) => fetchStatement(line, day, path),
    read: (path) => readStatement(path, form, timeZone),
  };
}

/**
 * The signed answer names the file and its digest; the file itself is as long as the day was, and is
 * believed when its digest fits.
 */
async function fetchStatement(line: Line, day: string, path: string): Promise<StatementAnswer> {
  const { account } = line;
  const { merchantNumber } = account;
  const reply = await callAcquirer(line, 'statement', { merchantNumber, day });
  if (reply.kind !== 'said') return doubtOf(reply);
  const { said } = reply;
  if (said.code === 'statement-not-ready' || said.code === 'waiting') return { kind: 'not-ready' };
  if (said.code !== 'ok') return complaint(said);
  const parsed = v.safeParse(answers.statement, said.fields);
  if (!parsed.success) return unreadable('a statement');
  const made = parsed.output;
  if (made.merchantNumber !== merchantNumber || made.day !== day) return notOurs;

  const file = { method: 'GET', path: made.path, body: '' } as const;
  const headers = signedHeaders(line, { ...file, nonce: randomBytes(16).toString('hex') });
  const outcome = await downloadHttps(
    {
      ...file,
      origin: account.origin,
      headers,
      timeoutMs: limits.providerTimeoutMs,
      ...(account.ca === undefined ? {} : { ca: account.ca }),
    },
    path,
  );
  if (outcome.kind === 'saved' && (await sha256Of(path)) === made.sha256) return { kind: 'saved' };
  await rm(path, { force: true });
  switch (outcome.kind) {
    case 'saved':
      return {
        kind: 'unknown',
        code: 'payment.signature-wrong',
        detail: 'the file has another digest than was signed for',
      };
    case 'refused':
      return {
        kind: 'unknown',
        code: 'payment.provider-error',
        detail: `HTTP ${outcome.status} for the file`,
      };
    case 'no-answer':
      return { kind: 'unknown', code: 'payment.provider-unreachable', detail: outcome.detail };
  }
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
