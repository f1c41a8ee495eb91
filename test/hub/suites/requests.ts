import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { hubPaths, wireLimits } from '../../../main/contract/sync/wire.ts';
import { createTerminalKey, enrolTerminal } from '../../../main/sync/enrol.ts';
import { createHubClient } from '../../../main/sync/hub-client.ts';
import { systemClock } from '../../../main/sync/system-clock.ts';
import { enrolTestTerminal } from '../test-terminal.ts';
import { storedSeqs } from './asking.ts';
import type { Given } from './given.ts';

/** Whom the hub believes. */
export function testSignedRequests(given: Given): void {
  it('lets nobody write for another terminal', async () => {
    const { hub } = given();
    const victim = await enrolTestTerminal(hub);
    const attacker = await enrolTestTerminal(hub);
    attacker.journal.appendSale(1);
    const body = JSON.stringify({ records: attacker.journal.records });
    const path = hubPaths.journal;
    const answer = await attacker.send({ path, body, spoilt: { terminalId: victim.terminalId } });
    expect(answer).toMatchObject({ status: 401, code: 'unauthorised' });
    const smuggled = await victim.client.ingest(attacker.journal.records);
    expect(smuggled).toMatchObject({ kind: 'refused', code: 'chain', acknowledgedSeq: 0 });
    expect(await storedSeqs(given().database, victim.terminalId)).toEqual([]);
  });

  it('refuses what was changed on the way, came too late or came twice', async () => {
    const { hub } = given();
    const { send } = await enrolTestTerminal(hub);
    const request = {
      path: hubPaths.journal,
      body: '{"records":[]}',
      nonce: 'nonce-nonce-nonce-1',
    };
    expect(await send(request)).toMatchObject({ status: 200 });
    expect(await send(request)).toMatchObject({ status: 401, code: 'replay' });
    const spoilt = { body: '{"records":[ ]}' };
    expect(await send({ ...request, spoilt })).toMatchObject({ code: 'unauthorised' });
    const path = { path: `${hubPaths.journal}?x=1` };
    expect(await send({ ...request, spoilt: path })).toMatchObject({ code: 'unauthorised' });
    for (const offsetMs of [-wireLimits.clockSkewMs - 1_000, wireLimits.clockSkewMs + 1_000]) {
      const skewed = await send({ path: hubPaths.journal, timestamp: Date.now() + offsetMs });
      expect(skewed).toMatchObject({ code: 'clock-skew', body: { hubTime: expect.any(Number) } });
    }
  });

  it('enrols and hears a terminal whose clock is a year behind', async () => {
    const { hub } = given();
    const clock = { ...systemClock, now: () => Date.now() - 365 * 86_400_000 };
    const privateKey = createTerminalKey();
    const enrolment = { origin: hub.origin, code: await hub.newCode(), terminalName: 'x' };
    const enrolled = await enrolTerminal({ ...enrolment, privateKey, clock });
    if (!enrolled.ok) throw new Error(enrolled.error.message);
    const { terminalId } = enrolled.value;
    const client = createHubClient({ origin: hub.origin, terminalId, privateKey, clock });
    expect(await client.ingest([])).toMatchObject({ answer: { acknowledgedSeq: 0 } });
  });

  it('remembers a bounded number of nonces and forgets those too old to be believed', async () => {
    const { database } = given();
    const { terminalId, send } = await enrolTestTerminal(given().hub);
    await database.query(
      `INSERT INTO request_nonce (terminal_id, nonce, seen_at)
       SELECT $1, 'n' || number, $2::bigint FROM generate_series(1, 5000) AS number`,
      [terminalId, Date.now()],
    );
    const request = { path: hubPaths.journal, body: '{"records":[]}' };
    expect(await send(request)).toMatchObject({ status: 429, code: 'too-many' });
    await database.query('UPDATE request_nonce SET seen_at = 0 WHERE terminal_id = $1', [
      terminalId,
    ]);
    expect(await send(request)).toMatchObject({ status: 200 });
  });
}

/** What the hub says to nonsense. */
export function testMalformedRequests(given: Given): void {
  it('gives each malformed body its own code and stays up', async () => {
    const { hub } = given();
    const { send } = await enrolTestTerminal(hub);
    const path = hubPaths.journal;
    const gzip = { 'content-encoding': 'gzip' };
    const bomb = gzipSync(Buffer.alloc(wireLimits.inflatedBytes + 1));
    const answers = [
      await send({ path, body: '{"records":' }),
      await send({ path, body: '{"records":[{"seq":0}]}' }),
      await send({ path, body: 'no gzip', headers: gzip }),
      await send({ path, body: bomb, headers: gzip }),
      await send({ path, body: 'x'.repeat(wireLimits.bodyBytes + 1) }),
      await send({ path, body: '{}', spoilt: { signature: 'AAAA' } }),
      await send({ path: `${hubPaths.catalogue}?limit=999999`, method: 'GET' }),
      await send({ path: '/v1/nowhere', body: '{}' }),
    ];
    expect(answers.map(({ code }) => code)).toEqual([
      'malformed',
      'malformed',
      'malformed',
      'too-large',
      'too-large',
      'malformed',
      'malformed',
      'not-found',
    ]);
    expect((await fetch(hub.origin + hubPaths.ready)).status).toBe(200);
  });
}
