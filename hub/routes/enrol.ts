import type { FastifyInstance } from 'fastify';
import { type EnrolAnswer, enrolRequest, hubPaths } from '../../main/contract/sync/wire.ts';
import { enrol } from '../enrolment.ts';
import type { HubParts } from '../parts.ts';
import { readPublicKey } from '../public-key.ts';
import { Refusal } from '../refusal.ts';
import { readBody } from './request-body.ts';
import { requireSignature } from './signed-request.ts';

/** A new terminal: signed by the key it brings, so that nobody enrols a key that is not theirs. */
export function addEnrolRoute(server: FastifyInstance, parts: HubParts): void {
  server.post(hubPaths.enrol, async (request): Promise<EnrolAnswer> => {
    const body = await readBody(request, enrolRequest);
    const publicKey = readPublicKey(body.publicKey);
    if (!publicKey) throw new Refusal('malformed', 'publicKey');
    requireSignature(request, publicKey, parts.now());
    const enrolled = await enrol(parts.database, body, { now: parts.now(), newId: parts.newId });
    request.log.info(enrolled, 'terminal enrolled');
    return { ...enrolled, hubTime: parts.now() };
  });
}
