import type { KeyObject } from 'node:crypto';
import type { SecretStore } from '../store/secrets.ts';
import type { Settings } from '../store/settings-schema.ts';
import type { Store } from '../store/store.ts';
import { enrolTerminal } from '../sync/enrol.ts';
import { parseHubUrl } from '../sync/hub-url.ts';
import type { CatalogueSink, JournalTail, SyncState } from '../sync/port.ts';
import { createSync, type Sync } from '../sync/sync.ts';
import { systemClock } from '../sync/system-clock.ts';
import { secretNames } from './secret-names.ts';

export type HubLineParts = {
  readonly store: Store;
  readonly settings: Settings;
  readonly secrets: SecretStore;
  readonly key: KeyObject;
  readonly report: (error: unknown) => void;
  readonly changed: () => void;
};

export type HubLine = {
  start(): void;
  nudge(): void;
  setOffline(isOffline: boolean): void;
  /** Null while there is no hub to talk to, or the terminal is not enrolled yet. */
  state(): SyncState | null;
  unsent(): number;
  /** Forgets the hub that this terminal was enrolled with. */
  leave(): void;
  stop(): Promise<void>;
};

const enrolAgainMs = 5_000;

/** The terminal's line to its hub: enrols once with the one-time code, then keeps the journal's tail short. */
export function createHubLine(parts: HubLineParts): HubLine {
  const { store, settings, secrets, key, report, changed } = parts;
  const origin = settings.hub === null ? null : parseHubUrl(settings.hub.url);
  const tail = createTail(store);
  let sync: Sync | null = null;
  let isOffline = false;
  let isStopped = false;
  let cancelRetry = (): void => {};

  function connect(terminalId: string, at: string): void {
    const connection = { origin: at, terminalId, privateKey: key };
    const sink = createSink(store, changed);
    sync = createSync({ connection, tail, sink, clock: systemClock, report, changed });
    sync.setOffline(isOffline);
    sync.start();
  }

  async function enrol(at: string, code: string): Promise<void> {
    const terminalName = `${settings.store.name['zh-CN']} ${settings.terminal.number}`;
    const clock = systemClock;
    const enrolled = await enrolTerminal({
      origin: at,
      code,
      terminalName,
      privateKey: key,
      clock,
    });
    if (isStopped) return;
    if (!enrolled.ok) {
      report(enrolled.error);
      cancelRetry = systemClock.after(enrolAgainMs, start);
      return;
    }
    const { terminalId, storeId } = enrolled.value;
    store.transaction(() => {
      store.state.set('terminal-id', terminalId);
      store.record({
        kind: 'terminal.enrolled',
        actor: 'terminal',
        payload: { terminalId, storeId },
      });
    });
    secrets.set(secretNames.enrolmentCode, null);
    connect(terminalId, at);
    changed();
  }

  function start(): void {
    if (origin === null) return;
    const terminalId = store.state.get('terminal-id');
    const code = secrets.get(secretNames.enrolmentCode);
    if (terminalId) connect(terminalId, origin);
    else if (code !== null) enrol(origin, code).catch(report);
  }

  return {
    start,
    nudge: () => sync?.nudge(),
    setOffline(next) {
      isOffline = next;
      sync?.setOffline(next);
    },
    state: () => sync?.state() ?? null,
    unsent: () => (settings.hub === null ? 0 : tail.head() - tail.acknowledged()),
    leave: () => store.state.set('terminal-id', ''),
    async stop() {
      isStopped = true;
      cancelRetry();
      await sync?.stop();
    },
  };
}

function createTail(store: Store): JournalTail {
  const acknowledged = (): number => Number(store.state.get('acknowledged') ?? 0);
  return {
    head: () => store.journal.head().seq,
    readAfter: store.journal.readAfter,
    acknowledged,
    acknowledge: (seq) => store.state.set('acknowledged', String(seq)),
    firstUnsentAt: () => store.journal.firstAtAfter(acknowledged()),
  };
}

function createSink(store: Store, changed: () => void): CatalogueSink {
  return {
    cursor: () => store.catalogue.cursor(),
    apply(page) {
      store.catalogue.apply(page, Date.now());
      changed();
    },
  };
}
