import type { FastifyInstance } from 'fastify';
import { type HealthAnswer, hubPaths } from '../../main/contract/sync/wire.ts';
import type { HubParts } from '../parts.ts';

/** `healthz`: the process lives. `readyz`: it can reach its database. */
export function addHealthRoutes(server: FastifyInstance, parts: HubParts): void {
  server.get(hubPaths.health, (): HealthAnswer => ({ status: 'ok', hubTime: parts.now() }));
  server.get(hubPaths.ready, async (request, reply): Promise<HealthAnswer> => {
    const isReady = await parts.database.query('SELECT 1').then(
      () => true,
      (error: unknown) => {
        request.log.warn({ reason: String(error) }, 'database out of reach');
        return false;
      },
    );
    if (!isReady) reply.code(503);
    return { status: isReady ? 'ok' : 'unready', hubTime: parts.now() };
  });
}
