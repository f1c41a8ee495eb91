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
  push<Name extends TopicName>(topic: Name, payload: TopicPayload<Name>): void;
};

export type Publisher = {
  /** The state has changed: it is shown at the end of this turn, once. @returns its revision. */
  publish(): number;
  nextRevision(): number;
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
        if (!isClosed) parts.push('devices', parts.devices());
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
