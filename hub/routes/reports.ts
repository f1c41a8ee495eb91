import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import { hubPaths } from '../../main/contract/sync/wire.ts';
import type { HubParts } from '../parts.ts';
import { Refusal } from '../refusal.ts';
import { listTerminals, reportDay } from '../reports.ts';
import { parse } from './request-body.ts';

const dayQuery = v.strictObject({ businessDay: v.pipe(v.string(), v.isoDate()) });

/** For people and scripts that hold the admin token. */
export function addReportRoutes(server: FastifyInstance, parts: HubParts): void {
  server.get(hubPaths.dayReport, async (request) => {
    requireAdmin(parts, request);
    const { businessDay } = parse(dayQuery, request.query);
    return { businessDay, stores: await reportDay(parts.database, businessDay) };
  });
  server.get(hubPaths.terminals, async (request) => {
    requireAdmin(parts, request);
    return { terminals: await listTerminals(parts.database) };
  });
}

function requireAdmin(parts: HubParts, request: FastifyRequest): void {
  const given = request.headers.authorization ?? '';
  const isAdmin =
    parts.adminToken !== null &&
    timingSafeEqual(digest(given), digest(`Bearer ${parts.adminToken}`));
  if (!isAdmin) throw new Refusal('unauthorised', 'admin token');
}

/** Digests have one length, so the comparison tells nothing about the token's. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
