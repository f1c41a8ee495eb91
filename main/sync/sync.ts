import { createCatalogueDownload } from './catalogue-download.ts';
import { createHubClient, type HubConnection } from './hub-client.ts';
import type { CatalogueSink, JournalTail, SyncClock, SyncState } from './port.ts';
import { createUploader } from './uploader.ts';

export type SyncParts = {
  readonly connection: Omit<HubConnection, 'clock'>;
  readonly tail: JournalTail;
  readonly sink: CatalogueSink;
  readonly clock: SyncClock;
  /** Told of what journal and catalogue throw. */
  readonly report: (error: unknown) => void;
  /** The state may have changed. */
  readonly changed: () => void;
};

export type Sync = {
  start(): void;
  /** Records were committed. */
  nudge(): void;
  /** Somebody misses an item. */
  nudgeCatalogue(): void;
  /** True cuts the terminal off from the hub until false. */
  setOffline(isOffline: boolean): void;
  state(): SyncState;
  /** Resolves when nothing is under way; what was not answered is sent again another time. */
  stop(): Promise<void>;
};

/** An enrolled terminal's whole traffic with its hub: journal up, catalogue down. */
export function createSync({ connection, tail, sink, clock, report, changed }: SyncParts): Sync {
  const client = createHubClient({ ...connection, clock });
  const uploader = createUploader({ tail, client, clock, report, changed });
  const download = createCatalogueDownload({ sink, client, clock, report });
  return {
    start() {
      uploader.start();
      download.start();
    },
    nudge: uploader.nudge,
    nudgeCatalogue: download.nudge,
    setOffline(isOffline) {
      uploader.setOffline(isOffline);
      download.setOffline(isOffline);
    },
    state: uploader.state,
    async stop() {
      await Promise.all([uploader.stop(), download.stop()]);
    },
  };
}
