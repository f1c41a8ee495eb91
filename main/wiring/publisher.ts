import type { BenchSnapshot } from '../contract/bench/snapshot.ts';
import type {
  CustomerSnapshot,
  DevicesSnapshot,
  TillSnapshot,
  TopicName,
  TopicPayload,
} from '../contract/snapshots.ts';

export type PublisherParts = {
  till(revision: number): TillSnapshot;
  customer(till: TillSnapshot): CustomerSnapshot;
  devices(): DevicesSnapshot;
  /** Null while nobody looks who may see it. */
  bench(): BenchSnapshot | null;
  push<Name extends TopicName>(topic: Name, payload: TopicPayload<Name>): void;
};

export type Publisher = {
  /** The state has changed: it is shown at the end of this turn, once. @returns its revision. */
  publish(): number;
  nextRevision(): number;
  /** What the devices do, and the bench beside them. */
  publishDevices(): void;
  till(): TillSnapshot;
  customer(): CustomerSnapshot;
  devices(): DevicesSnapshot;
  close(): void;
};

/** Traces of bytes come thick; the devices screen is drawn this often at the most. */
const devicesEveryMs = 200;

/** Pushes whole snapshots, many changes of one turn as one. */
export function createPublisher(parts: PublisherParts): Publisher {
  let revision = 0;
  let isDue = false;
  let isClosed = false;
  let devicesTimer: NodeJS.Timeout | null = null;

  function flush(): void {
    isDue = false;
    if (isClosed) return;
    const till = parts.till(revision);
    parts.push('till', till);
    parts.push('customer', parts.customer(till));
  }

  return {
    publish() {
      revision += 1;
      if (!isDue) {
        isDue = true;
        queueMicrotask(flush);
      }
      return revision;
    },
    nextRevision: () => revision + 1,
    publishDevices() {
      devicesTimer ??= setTimeout(() => {
        devicesTimer = null;
        if (isClosed) return;
        parts.push('devices', parts.devices());
        const bench = parts.bench();
        if (bench) parts.push('bench', bench);
      }, devicesEveryMs);
    },
    till: () => parts.till(revision),
    customer: () => parts.customer(parts.till(revision)),
    devices: parts.devices,
    close() {
      isClosed = true;
      if (devicesTimer) clearTimeout(devicesTimer);
    },
  };
}
