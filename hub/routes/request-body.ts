import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { FastifyRequest } from 'fastify';
import * as v from 'valibot';
import { wireLimits } from '../../main/contract/sync/wire.ts';
import { Refusal } from '../refusal.ts';

const inflate = promisify(gunzip);

/** The bytes that came over the wire; what a signature covers. */
export function sentBytes(request: FastifyRequest): Buffer {
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
}

/**
 * Undoes gzip, parses JSON and checks it.
 * @throws Refusal `malformed` or `too-large`.
 */
export async function readBody<Schema extends v.GenericSchema>(
  request: FastifyRequest,
  schema: Schema,
): Promise<v.InferOutput<Schema>> {
  const bytes = await inflated(request);
  return parse(schema, parseJson(bytes.toString('utf8')));
}

/** @throws Refusal `malformed`, naming the first place that is wrong but never its value. */
export function parse<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  throw new Refusal('malformed', v.getDotPath(parsed.issues[0]) ?? 'body');
}

async function inflated(request: FastifyRequest): Promise<Buffer> {
  const bytes = sentBytes(request);
  const encoding = request.headers['content-encoding'];
  if (encoding === undefined) return bytes;
  if (encoding !== 'gzip') throw new Refusal('malformed', 'content-encoding');
  try {
    return await inflate(bytes, { maxOutputLength: wireLimits.inflatedBytes });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    if (error.code === 'ERR_BUFFER_TOO_LARGE') throw new Refusal('too-large', 'inflated body');
    throw new Refusal('malformed', 'gzip');
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw new Refusal('malformed', 'json');
    throw error;
  }
}
