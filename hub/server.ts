import Fastify, { type FastifyBaseLogger, type FastifyError, type FastifyInstance } from 'fastify';
import { type HubError, wireLimits } from '../main/contract/sync/wire.ts';
import type { HubParts } from './parts.ts';
import { Refusal } from './refusal.ts';
import { addCatalogueRoute } from './routes/catalogue.ts';
import { addEnrolRoute } from './routes/enrol.ts';
import { addHealthRoutes } from './routes/health.ts';
import { addJournalRoute } from './routes/journal.ts';
import { addReportRoutes } from './routes/reports.ts';

const requestTimeoutMs = 30_000;

/** The hub's routes on one HTTP server, not listening yet. It keeps nothing between two requests. */
export function createServer(parts: HubParts, logStream: NodeJS.WritableStream): FastifyInstance {
  const server = Fastify({
    bodyLimit: wireLimits.bodyBytes,
    requestTimeout: requestTimeoutMs,
    connectionTimeout: requestTimeoutMs,
    forceCloseConnections: 'idle',
    logger: { level: 'info', stream: logStream },
  });
  // Bodies stay bytes until their signature is checked.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });
  server.setNotFoundHandler(() => {
    throw new Refusal('not-found', 'no such path');
  });
  server.setErrorHandler((error: FastifyError | Refusal, request, reply) => {
    const refusal = error instanceof Refusal ? error : refusalFor(error, request.log);
    return reply.code(refusal.status).send(toAnswer(refusal, parts.now()));
  });
  addHealthRoutes(server, parts);
  addEnrolRoute(server, parts);
  addJournalRoute(server, parts);
  addCatalogueRoute(server, parts);
  addReportRoutes(server, parts);
  return server;
}

function refusalFor(error: FastifyError, log: FastifyBaseLogger): Refusal {
  if (error.statusCode === 413) return new Refusal('too-large', 'body');
  if (error.statusCode !== undefined && error.statusCode < 500) {
    return new Refusal('malformed', error.code);
  }
  // Not the whole error: the database adds rows and values to its own.
  const { name, code, message, stack } = error;
  log.error({ error: { name, code, message, stack } }, 'request failed');
  return new Refusal('internal', 'see the log');
}

function toAnswer({ code, message, acknowledgedSeq }: Refusal, hubTime: number): HubError {
  const answer = { error: { code, message }, hubTime };
  return acknowledgedSeq === undefined ? answer : { ...answer, acknowledgedSeq };
}
