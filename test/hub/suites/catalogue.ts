import { expect, it } from 'vitest';
import { type CatalogueFile, publishCatalogue } from '../../../hub/catalogue.ts';
import type { CatalogueItem } from '../../../main/contract/sync/catalogue.ts';
import type { CataloguePage } from '../../../main/contract/sync/wire.ts';
import { createCatalogueDownload } from '../../../main/sync/catalogue-download.ts';
import type { HubClient } from '../../../main/sync/hub-client.ts';
import { systemClock } from '../../../main/sync/system-clock.ts';
import { enrolTestTerminal } from '../test-terminal.ts';
import type { Given } from './given.ts';
import { createTestSink, untilVersion } from './test-sink.ts';

const drinks = { id: 'drinks', name: { 'zh-CN': '饮料', en: 'Drinks' }, order: 1 };

function item(number: number, priceMinor = 300): CatalogueItem {
  return {
    id: `item-${number}`,
    codes: [`690${number}`],
    name: { 'zh-CN': `商品${number}` },
    categoryId: drinks.id,
    unit: '瓶',
    soldBy: 'count',
    priceMinor,
    taxRateBasisPoints: 1_300,
    isActive: true,
  };
}

const fileOf = (...items: CatalogueItem[]): CatalogueFile => ({ categories: [drinks], items });

/** What terminals are told of the catalogue. Each test publishes for the hub's organisation anew. */
export function testCatalogue(given: Given): void {
  const publish = (file: CatalogueFile) =>
    publishCatalogue(given().database, given().hub.place.organisationId, file);

  const pageAfter = async (client: HubClient, cursor: string | null, limit = 500) => {
    const reply = await client.catalogue(cursor, limit);
    if (reply.kind !== 'answered') throw new Error(reply.kind);
    return reply.answer;
  };

  it('sends everything once, then only what is new, changed or gone', async () => {
    const { client } = await enrolTestTerminal(given().hub);
    await publish(fileOf(item(1), item(2), item(3)));
    const whole = await pageAfter(client, null);
    expect(whole.items).toEqual([item(1), item(2), item(3)]);
    expect(whole).toMatchObject({ categories: [drinks], isLast: true, deletedIds: [] });
    expect(await publish(fileOf(item(1), item(2), item(3)))).toBe(0);
    expect(await pageAfter(client, whole.cursor)).toMatchObject({
      items: [],
      cursor: whole.cursor,
    });
    expect(await publish(fileOf(item(1), item(2, 450), item(4)))).toBe(3);
    const changes = await pageAfter(client, whole.cursor);
    expect(changes.items).toEqual([item(2, 450), item(4)]);
    expect(changes).toMatchObject({ categories: [], deletedIds: ['item-3'], isLast: true });
  });

  it('comes in pages of the size asked for, categories first', async () => {
    const { client } = await enrolTestTerminal(given().hub);
    await publish({ categories: [], items: [] });
    const before = await pageAfter(client, null);
    const items = Array.from({ length: 23 }, (_, index) => item(index + 10));
    await publish(fileOf(...items));
    const pages: CataloguePage[] = [];
    let cursor = before.cursor;
    do {
      const page = await pageAfter(client, cursor, 10);
      pages.push(page);
      cursor = page.cursor;
    } while (!pages.at(-1)?.isLast);
    expect(pages.map((page) => page.items.length)).toEqual([9, 10, 4]);
    expect(pages[0]?.categories).toEqual([drinks]);
    expect(new Set(pages.flatMap((page) => page.items.map(({ id }) => id))).size).toBe(23);
    expect(cursor).toBe(pages.at(-1)?.version);
  });

  it('is followed by the terminal through lost answers and a hub restored from a backup', async () => {
    const { client } = await enrolTestTerminal(given().hub);
    const items = Array.from({ length: 1_200 }, (_, index) => item(index, 100 + index));
    await publish(fileOf(...items));
    const { version } = await pageAfter(client, null, 1);
    const sink = createTestSink('999999999');
    let asked = 0;
    const download = createCatalogueDownload({
      sink,
      clock: { ...systemClock, random: () => 0 },
      report: (error) => {
        throw error;
      },
      client: {
        async catalogue(cursor, limit) {
          asked += 1;
          const reply = await client.catalogue(cursor, limit);
          return asked % 3 === 0 ? { kind: 'unanswered', reason: 'lost' } : reply;
        },
      },
    });
    download.start();
    await untilVersion(sink, version);
    expect(sink.items.size).toBe(1_200);
    const changed = item(7, 9_999);
    await publish(fileOf(...items.filter(({ id }) => id !== changed.id), changed));
    const next = await pageAfter(client, version);
    download.nudge();
    await untilVersion(sink, next.version);
    expect(sink.items.get(changed.id)).toEqual(changed);
    await download.stop();
  });
}
