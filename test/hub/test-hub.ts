import { randomUUID } from 'node:crypto';
import { Writable } from 'node:stream';
import type { Database } from '../../hub/database/port.ts';
import { allowEnrolment } from '../../hub/enrolment.ts';
import { addStore, type StorePlace } from '../../hub/organisations.ts';
import { createServer } from '../../hub/server.ts';

export const testAdminToken = 'admin-token-planted-7141';

export type TestHub = {
  readonly origin: string;
  readonly place: StorePlace;
  /** Moves the hub's clock. */
  setNow(now: () => number): void;
  /** A code that enrols one terminal into this hub's store. */
  newCode(lifeMs?: number): Promise<string>;
  logged(): string;
  close(): Promise<void>;
};

/** A hub process in all but name, on a loopback port, with an organisation of its own. */
export async function startTestHub(database: Database): Promise<TestHub> {
  let now: () => number = Date.now;
  const logs: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      logs.push(String(chunk));
      done();
    },
  });
  const parts = { database, now: () => now(), newId: randomUUID, adminToken: testAdminToken };
  const server = createServer(parts, stream);
  const place = { organisationId: randomUUID(), storeId: 'store-1' };
  await addStore(database, place);
  const origin = await server.listen({ port: 0, host: '127.0.0.1' });
  return {
    origin,
    place,
    setNow(clock) {
      now = clock;
    },
    async newCode(lifeMs = 60_000) {
      const code = `CODE-${randomUUID()}`;
      await allowEnrolment(database, place, code, Date.now() + lifeMs);
      return code;
    },
    logged: () => logs.join(''),
    close: () => server.close(),
  };
}
