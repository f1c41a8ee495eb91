import { limits } from '../contract/limits.ts';
import type { HubClient } from './hub-client.ts';
import { createLoop } from './loop.ts';
import type { CatalogueSink, SyncClock } from './port.ts';

/** How often the hub is asked for changes when nobody nudges. */
const askEveryMs = 60_000;

export type CatalogueDownloadParts = {
  readonly sink: CatalogueSink;
  readonly client: Pick<HubClient, 'catalogue'>;
  readonly clock: SyncClock;
  /** Told of what the sink throws. */
  readonly report: (error: unknown) => void;
};

export type CatalogueDownload = {
  start(): void;
  /** Somebody misses an item. */
  nudge(): void;
  setOffline(isOffline: boolean): void;
  stop(): Promise<void>;
};

/**
 * Follows the hub's catalogue page by page. A page and its cursor are kept together by the sink, so a
 * page that is asked for twice, or a crash between two, changes nothing.
 */
export function createCatalogueDownload(parts: CatalogueDownloadParts): CatalogueDownload {
  const { sink, client, clock, report } = parts;
  const loop = createLoop({ work: pull, everyMs: askEveryMs, clock, report, changed() {} });

  async function pull(signal: AbortSignal): Promise<boolean> {
    let cursor = sink.cursor();
    while (!signal.aborted) {
      const reply = await client.catalogue(cursor, limits.catalogueBatchItems, signal);
      if (reply.kind === 'answered') {
        const page = reply.answer;
        // An empty page that moves nothing is not worth a commit.
        if (page.cursor !== cursor) sink.apply(page);
        if (page.isLast) return true;
        cursor = page.cursor;
      } else if (reply.kind === 'refused' && reply.code === 'cursor' && cursor !== null) {
        // The hub was restored and has not come this far: from the beginning, over what is here.
        cursor = null;
      } else {
        return false;
      }
    }
    return false;
  }

  return { start: loop.start, nudge: loop.nudge, setOffline: loop.setPaused, stop: loop.stop };
}
