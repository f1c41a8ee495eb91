import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { unenrolledTerminalId } from '../../../main/contract/sync/wire.ts';
import { createTerminalKey, enrolTerminal, publicKeyOf } from '../../../main/sync/enrol.ts';
import { createHubClient } from '../../../main/sync/hub-client.ts';
import { systemClock } from '../../../main/sync/system-clock.ts';
import type { Given } from './given.ts';

/** How a terminal becomes one of a store's. */
export function testEnrolment(given: Given): void {
  const enrolWith = (code: string, privateKey = createTerminalKey()) =>
    enrolTerminal({
      origin: given().hub.origin,
      code,
      terminalName: '1号收银台',
      privateKey,
      clock: systemClock,
    });

  it('spends a code on one terminal, however the code is spelt', async () => {
    const { hub } = given();
    const code = await hub.newCode();
    const first = await enrolWith(code.toLowerCase().replaceAll('-', ''));
    expect(first).toMatchObject({ ok: true, value: { storeId: hub.place.storeId } });
    const second = await enrolWith(code);
    expect(second).toMatchObject({ ok: false, error: { code: 'enrolment.refused' } });
  });

  it('tells the same to a terminal whose first answer was lost', async () => {
    const { hub } = given();
    const code = await hub.newCode();
    const key = createTerminalKey();
    const first = await enrolWith(code, key);
    expect(first.ok).toBe(true);
    expect(await enrolWith(code, key)).toEqual(first);
  });

  it('gives a code to one of two terminals that spend it at once', async () => {
    const code = await given().hub.newCode();
    const results = await Promise.all([enrolWith(code), enrolWith(code), enrolWith(code)]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('refuses codes that are unknown or too old, and keys that are enrolled', async () => {
    const { hub } = given();
    const refused = { ok: false, error: { code: 'enrolment.refused' } };
    expect(await enrolWith('NEVER-GIVEN')).toMatchObject(refused);
    expect(await enrolWith(await hub.newCode(-1))).toMatchObject(refused);
    const key = createTerminalKey();
    expect((await enrolWith(await hub.newCode(), key)).ok).toBe(true);
    expect(await enrolWith(await hub.newCode(), key)).toMatchObject(refused);
  });

  it('refuses a key that the terminal cannot sign with', async () => {
    const { hub } = given();
    const client = createHubClient({
      origin: hub.origin,
      terminalId: unenrolledTerminalId,
      privateKey: createTerminalKey(),
      clock: systemClock,
    });
    const code = await hub.newCode();
    const publicKey = publicKeyOf(createTerminalKey());
    const reply = await client.enrol({ code, publicKey, terminalName: 'x' });
    expect(reply).toMatchObject({ kind: 'refused', code: 'unauthorised' });
    const noKey = await client.enrol({ code, publicKey: 'AAAA', terminalName: 'x' });
    expect(noKey).toMatchObject({ kind: 'refused', code: 'malformed' });
  });

  it('stores and logs no code as it is', async () => {
    const { database, hub } = given();
    const code = await hub.newCode();
    await enrolWith(code);
    await enrolWith(randomBytes(9).toString('hex'));
    expect(hub.logged()).not.toContain(code);
    const rows = await database.query('SELECT * FROM enrolment_code');
    expect(JSON.stringify(rows)).not.toContain(code);
  });
}
