import { EventEmitter, once } from 'node:events';
import type { CatalogueItem } from '../../../main/contract/sync/catalogue.ts';
import type { CatalogueSink } from '../../../main/sync/port.ts';

export type TestSink = CatalogueSink & {
  readonly items: ReadonlyMap<string, CatalogueItem>;
  readonly events: EventEmitter;
};

/** A catalogue in memory. */
export function createTestSink(firstCursor: string | null): TestSink {
  const items = new Map<string, CatalogueItem>();
  const events = new EventEmitter();
  let cursor = firstCursor;
  return {
    items,
    events,
    cursor: () => cursor,
    apply(page) {
      for (const item of page.items) items.set(item.id, item);
      for (const id of page.deletedIds) items.delete(id);
      cursor = page.cursor;
      events.emit('applied');
    },
  };
}

export async function untilVersion(sink: TestSink, version: string): Promise<void> {
  const signal = AbortSignal.timeout(15_000);
  while (sink.cursor() !== version) await once(sink.events, 'applied', { signal });
}
