import type { FastifyInstance } from 'fastify';
import { hubPaths, type IngestAnswer, ingestRequest } from '../../main/contract/sync/wire.ts';
import { ingest } from '../ingest.ts';
import type { HubParts } from '../parts.ts';
import { Refusal } from '../refusal.ts';
import { readBody } from './request-body.ts';
import { authenticate } from './signed-request.ts';

/** A terminal's records. What was good before a fault is kept, and the refusal says up to where. */
export function addJournalRoute(server: FastifyInstance, parts: HubParts): void {
  server.post(hubPaths.journal, async (request): Promise<IngestAnswer> => {
    const { terminal, publicKey } = await authenticate(parts, request);
    const { records } = await readBody(request, ingestRequest);
    const outcome = await ingest(parts.database, terminal, publicKey, records, parts.now());
    const { acknowledgedSeq, fault } = outcome;
    if (fault) {
      request.log.warn({ terminalId: terminal.terminalId, code: fault.code }, fault.message);
      throw new Refusal(fault.code, fault.message, acknowledgedSeq);
    }
    return { acknowledgedSeq, hubTime: parts.now() };
  });
}
