import { expect, it } from 'vitest';
import { hubPaths } from '../../../main/contract/sync/wire.ts';
import { testAdminToken } from '../test-hub.ts';
import { enrolTestTerminal } from '../test-terminal.ts';
import { asAdmin } from './asking.ts';
import type { Given } from './given.ts';

/** What the hub tells people. */
export function testReports(given: Given): void {
  it('reports a day by store and tender to the bearer of the admin token, and to nobody else', async () => {
    const { hub } = given();
    const { journal, client } = await enrolTestTerminal(hub);
    const day = '2026-04-30';
    for (const totalMinor of [100, 250]) journal.appendSale(totalMinor, day);
    await client.ingest(journal.records);
    const path = `${hubPaths.dayReport}?businessDay=${day}`;
    expect((await asAdmin(given().hub, path, 'guess')).status).toBe(401);
    expect((await fetch(hub.origin + path)).status).toBe(401);
    expect(await (await asAdmin(given().hub, path)).json()).toEqual({
      businessDay: day,
      stores: [
        {
          ...hub.place,
          currency: 'CNY',
          saleCount: 2,
          totalMinor: 350,
          changeMinor: 0,
          tenders: [{ kind: 'cash', provider: null, count: 2, amountMinor: 350 }],
        },
      ],
    });
    expect(hub.logged()).not.toContain(testAdminToken);
  });
}
