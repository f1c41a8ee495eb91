import type { KeyObject } from 'node:crypto';
import { join } from 'node:path';
import type { Context } from './commands/context.ts';
import { createDispatch } from './commands/dispatch.ts';
import { PosError, type Result, refuse } from './contract/failure.ts';
import type { TillSnapshot, TopicName, TopicPayload } from './contract/snapshots.ts';
import type { SpawnDeviceProcess } from './devices/child.ts';
import { type DevicesEvent, startDevices } from './devices/devices.ts';
import { createLineDisplay } from './devices/line-display.ts';
import { receiptCells } from './devices/resolve.ts';
import { createScaleWatch } from './devices/scale-watch.ts';
import type { CompletedSale } from './domain/sale.ts';
import { openReports } from './report/day.ts';
import { showCustomer } from './snapshot/customer.ts';
import { showDevices } from './snapshot/devices.ts';
import { countDoubts } from './snapshot/doubts.ts';
import { showRefund } from './snapshot/refund.ts';
import { showTill } from './snapshot/till.ts';
import type { SecretStore } from './store/secrets.ts';
import type { Settings } from './store/settings-schema.ts';
import type { Store } from './store/store.ts';
import type { AccountList } from './wiring/account-list.ts';
import { createBadges } from './wiring/badges.ts';
import { wireBench } from './wiring/bench.ts';
import { createCounter } from './wiring/counter.ts';
import { hearCounter } from './wiring/counter-news.ts';
import type { DemoLink } from './wiring/demo-link.ts';
import { openDeviceList } from './wiring/device-list.ts';
import { isAtBench } from './wiring/fitter.ts';
import { createHubLine } from './wiring/hub-line.ts';
import { newId } from './wiring/new-id.ts';
import { createNotices } from './wiring/notices.ts';
import { createPapers } from './wiring/papers.ts';
import { createPaying } from './wiring/paying.ts';
import { createPublisher } from './wiring/publisher.ts';
import { answerQuery } from './wiring/queries.ts';
import { createScanDesk } from './wiring/scan-desk.ts';
import { showStatus } from './wiring/status.ts';

export type TerminalParts = {
  readonly dataDir: string;
  readonly store: Store;
  readonly settings: Settings;
  readonly secrets: SecretStore;
  readonly key: KeyObject;
  readonly accounts: AccountList;
  readonly spawnDeviceProcess: SpawnDeviceProcess;
  /** The bench's own program in a bundled build. */
  readonly benchProgram?: string | undefined;
  /** The world outside, in demo mode. */
  readonly demo: DemoLink | null;
  /** Carries a snapshot or an event to the windows. */
  push<Name extends TopicName>(topic: Name, payload: TopicPayload<Name>): void;
  /** What goes wrong beside a call: a defect, or a fault that someone should read about. */
  report(error: unknown): void;
  /** The terminal was signed out or reset: the process begins anew. */
  restart(how: 'sign-out' | 'reset'): void;
};

export type Terminal = {
  /** Answers a page's call: a command's receipt or a query's answer. */
  call(name: string, input: unknown): Promise<Result<unknown>>;
  /** Shows the present state to pages that have just come. */
  publish(): void;
  close(): Promise<void>;
};

/** The one place where the parts of the terminal are wired together. */
export function openTerminal(parts: TerminalParts): Terminal {
  const { store, settings, demo, report } = parts;
  const now = Date.now;
  const notices = createNotices(now, newId);
  const list = openDeviceList(settings, parts.dataDir);
  const badges = createBadges({ store, settings, now });
  const papers = createPapers(
    settings,
    () => settings.terminal.language,
    (printerId) => receiptCells(list.configs(), printerId),
  );
  // Published at the end of a turn: by then all that it shows has been made.
  const publisher = createPublisher({
    till: (revision) =>
      showTill({
        store,
        settings,
        revision,
        now: now(),
        notices: notices.list(),
        ways: paying.ways(),
        ask: paying.codeAsks.shown(),
        refund: showRefund(store, settings),
        doubts: countDoubts(store),
        scale: scale.shown(),
        badgeStaffId: badges.staffId(),
        status: showStatus({
          devices: devices.state(),
          sync: hub.state(),
          unsent: hub.unsent(),
          wallet: paying.wallet(),
          hubHop: paying.hubHop(),
        }),
      }),
    customer: (till) => lineDisplay.follow(showCustomer(till, finishedSale(store, till))),
    devices: () => showDevices(list.configs(), devices.state().devices),
    bench: () => (isAtBench(store) ? bench.snapshot() : null),
    push: parts.push,
  });
  const changed = (): void => void publisher.publish();
  const sound: Context['sound'] = (name) => parts.push('sound', { sound: name });
  const notify: Context['notify'] = (notice) => {
    notices.add(notice);
    changed();
  };

  let leaving: 'sign-out' | 'reset' | null = null;

  /** The record of who allowed it goes to the hub first, like every other. */
  function leaveIfSent(): void {
    if (leaving === null || hub.unsent() > 0) return;
    if (leaving === 'sign-out') hub.leave();
    parts.restart(leaving);
    leaving = null;
  }

  const hub = createHubLine({
    ...parts,
    report,
    changed: () => {
      changed();
      leaveIfSent();
    },
  });
  const devices = startDevices({
    configs: list.configs(),
    spawn: parts.spawnDeviceProcess,
    onEvent: onDeviceEvent,
  });
  const basics = { store, settings, now, newId, changed, report };
  const lineDisplay = createLineDisplay({ settings, devices });
  const scale = createScaleWatch({ ...basics, devices });
  const beside = { devices, list, hub, changed: publisher.publishDevices };
  const bench = wireBench({ ...parts, ...basics, ...beside });
  const counter = createCounter({ ...basics, devices, papers, notices });
  const paying = createPaying({
    ...parts,
    settingsPath: join(parts.dataDir, 'settings.json'),
    attempts: { ...basics, counter, sound, notify },
    changed: () => {
      changed();
      hub.nudge();
    },
    report,
  });
  const setOnline = (isOnline: boolean): void => {
    paying.setOffline(!isOnline);
    hub.setOffline(!isOnline);
    demo?.setOnline(isOnline);
    changed();
  };
  const context: Omit<Context, 'staff' | 'afterCommit'> = {
    ...basics,
    ...paying,
    desk: paying.lookUps,
    counter,
    scale,
    bench,
    demo: demo && { ...demo, setOnline },
    unsent: hub.unsent,
    scanKeyed: ({ code, gapsMs }) => takeScan({ at: now(), deviceId: 'keyboard', code, gapsMs }),
    sound,
    notify,
    dismissNotice: notices.dismiss,
    leave(how) {
      leaving = how;
      notify({ kind: 'information', code: 'leaving', action: null });
      hub.nudge();
      leaveIfSent();
    },
  };
  const dispatch = createDispatch({ context, ...publisher });
  const reports = openReports(store.database);
  const shown = { ...basics, ...publisher, ...paying, reports, papers, demo, bench };

  const takeScan = createScanDesk({ ...context, ...paying, bench, changed }, dispatch);

  function onDeviceEvent(event: DevicesEvent): void {
    publisher.publishDevices();
    bench.hear(event);
    const news = event.kind === 'device' ? event.event : null;
    if (event.kind === 'call' || (news && benchNews.has(news.kind))) return;
    if (event.kind === 'device' && news?.kind === 'scan') {
      takeScan({ ...news, deviceId: event.device });
    }
    if (news?.kind === 'card' && badges.hear(news.card)) sound('item');
    if (news) hearCounter(news, { notices, sound, nudgePrinter: counter.nudgePrinter });
    changed();
  }

  function call(name: string, input: unknown): Result<unknown> {
    const answer = answerQuery(shown, name, input);
    if (answer) return answer;
    const reply = dispatch(name, input);
    if (reply.ok) hub.nudge();
    return reply;
  }

  paying.resume();
  hub.start();
  counter.nudgePrinter();

  return {
    async call(name, input) {
      try {
        return call(name, input);
      } catch (error) {
        return asFailure(error, report);
      }
    },
    publish: changed,
    async close() {
      paying.close();
      counter.queue.close();
      scale.watch(false);
      await hub.stop();
      await devices.close();
      bench.close();
      demo?.close();
      publisher.close();
      store.close();
    },
  };
}

/** What comes with every byte and every call is drawn on the devices screen alone. */
const benchNews: ReadonlySet<string> = new Set([
  'trace',
  'lifecycle',
  'power',
  'count',
  'identity',
]);

/** The sale that the done screen shows. */
function finishedSale(store: Store, { done }: TillSnapshot): CompletedSale | null {
  return done && (store.sales.get(done.saleId)?.sale ?? null);
}

/** An expected failure is said as it is; anything else is a defect, logged once under an incident id. */
function asFailure(error: unknown, report: (error: unknown) => void): Result<never> {
  if (error instanceof PosError) return { ok: false, error: error.failure };
  const incident = newId().slice(-8);
  report(new Error(`incident ${incident}`, { cause: error }));
  const { error: failure } = refuse('internal', 'a defect; see the log');
  return { ok: false, error: { ...failure, incident } };
}
