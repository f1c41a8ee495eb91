import type { FastifyInstance } from 'fastify';
import { type CataloguePage, catalogueQuery, hubPaths } from '../../main/contract/sync/wire.ts';
import { readCataloguePage } from '../catalogue.ts';
import type { HubParts } from '../parts.ts';
import { parse } from './request-body.ts';
import { authenticate } from './signed-request.ts';

export function addCatalogueRoute(server: FastifyInstance, parts: HubParts): void {
  server.get(hubPaths.catalogue, async (request): Promise<CataloguePage> => {
    const { terminal } = await authenticate(parts, request);
    const { cursor, limit } = parse(catalogueQuery, request.query);
    const after = Number(cursor ?? '0');
    const page = await readCataloguePage(parts.database, terminal.organisationId, after, limit);
    return { ...page, hubTime: parts.now() };
  });
}
