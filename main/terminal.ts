import type { KeyObject } from 'node:crypto';
import { createAttemptStore } from './commands/attempt-store.ts';
import type { Context } from './commands/context.ts';
import { createDispatch } from './commands/dispatch.ts';
import { routeScan } from './commands/scan.ts';
import { isCommandName } from './contract/commands.ts';
import { PosError, type Result, refuse } from './contract/failure.ts';
import type { TopicName, TopicPayload } from './contract/snapshots.ts';
import type { SpawnDeviceProcess } from './devices/child.ts';
import { type DevicesEvent, startDevices } from './devices/devices.ts';
import type { PaymentProvider } from './payments/provider.ts';
import { startPayments } from './payments/runner.ts';
import { systemTimers } from './payments/system-timers.ts';
import { openReports } from './report/day.ts';
import { showCustomer } from './snapshot/customer.ts';
import { showTill } from './snapshot/till.ts';
import type { SecretStore } from './store/secrets.ts';
import type { Settings } from './store/settings-schema.ts';
import type { Store } from './store/store.ts';
import { createCounter } from './wiring/counter.ts';
import type { DemoLink } from './wiring/demo-link.ts';
import { createDeviceBoard } from './wiring/device-board.ts';
import { createHubLine } from './wiring/hub-line.ts';
import { newId } from './wiring/new-id.ts';
import { createNotices } from './wiring/notices.ts';
import { createPapers } from './wiring/papers.ts';
import { createPublisher } from './wiring/publisher.ts';
import { answerQuery } from './wiring/queries.ts';
import { showStatus } from './wiring/status.ts';

export type TerminalParts = {
  readonly store: Store;
  readonly settings: Settings;
  readonly secrets: SecretStore;
  readonly key: KeyObject;
  readonly providers: readonly PaymentProvider[];
  readonly spawnDeviceProcess: SpawnDeviceProcess;
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
  const board = createDeviceBoard();
  const papers = createPapers(settings, () => settings.terminal.language);
  const reports = openReports(store.database);
  let isDeviceProcessUp = false;

  const publisher = createPublisher({
    till: (revision) =>
      showTill({
        store,
        settings,
        revision,
        now: now(),
        notices: notices.list(),
        wallets: parts.providers.map(({ id }) => id),
        status: showStatus({
          board,
          isDeviceProcessUp,
          sync: hub.state(),
          unsent: hub.unsent(),
          wallet: { health: parts.providers.length > 0 ? 'ready' : 'none', reason: null },
        }),
      }),
    customer: (till) =>
      showCustomer(till, till.done && (store.sales.get(till.done.saleId)?.sale ?? null)),
    devices: () => board.snapshot(),
    push: parts.push,
  });
  const changed = (): void => void publisher.publish();

  const hub = createHubLine({ ...parts, report, changed });
  const devices = startDevices({
    configs: settings.devices,
    spawn: parts.spawnDeviceProcess,
    onEvent: onDeviceEvent,
  });
  board.configure(settings.devices);
  const counter = createCounter({ store, settings, devices, papers, notices, newId, now, changed });

  const sound: Context['sound'] = (name) => parts.push('sound', { sound: name });
  const notify: Context['notify'] = (notice) => {
    notices.add(notice);
    changed();
  };
  const attempts = createAttemptStore(() => ({
    store,
    settings,
    counter,
    now,
    newId,
    sound,
    notify,
  }));
  const payments = startPayments({
    providers: parts.providers,
    store: attempts,
    clock: { now },
    timers: systemTimers,
    onChange: () => {
      changed();
      hub.nudge();
    },
    onFault: report,
  });

  const setOnline = (isOnline: boolean): void => {
    payments.setOffline(!isOnline);
    hub.setOffline(!isOnline);
    demo?.setOnline(isOnline);
    changed();
  };
  const context: Omit<Context, 'staff' | 'afterCommit'> = {
    store,
    settings,
    payments,
    counter,
    demo: demo && { ...demo, setOnline },
    now,
    newId,
    unsent: hub.unsent,
    sound,
    notify,
    dismissNotice: notices.dismiss,
    leave(how) {
      if (how === 'sign-out') hub.leave();
      parts.restart(how);
    },
  };
  const dispatch = createDispatch({
    context,
    publish: publisher.publish,
    nextRevision: publisher.nextRevision,
  });

  function onDeviceEvent(event: DevicesEvent): void {
    switch (event.kind) {
      case 'process-up':
        isDeviceProcessUp = true;
        break;
      case 'process-down':
        isDeviceProcessUp = false;
        board.lose();
        break;
      case 'device':
        board.apply(event.device, event.event, now());
        if (event.event.kind === 'scan') routeScan(context, dispatch, event.event.code);
        if (event.event.kind === 'printer-status' && event.event.status.isOnline) {
          counter.nudgePrinter();
        }
        publisher.publishDevices();
        if (event.event.kind === 'trace') return;
        break;
      default:
        event satisfies never;
    }
    changed();
  }

  function call(name: string, input: unknown): Result<unknown> {
    if (!isCommandName(name)) {
      return (
        answerQuery(
          {
            store,
            settings,
            reports,
            papers,
            board,
            demo,
            now,
            till: publisher.till,
            customer: publisher.customer,
          },
          name,
          input,
        ) ?? dispatch(name, input)
      );
    }
    const reply = dispatch(name, input);
    if (reply.ok) hub.nudge();
    return reply;
  }

  payments.resume();
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
      payments.close();
      counter.queue.close();
      await hub.stop();
      await devices.close();
      demo?.close();
      publisher.close();
      store.close();
    },
  };
}

/** An expected failure is said as it is; anything else is a defect, logged once under an incident id. */
function asFailure(error: unknown, report: (error: unknown) => void): Result<never> {
  if (error instanceof PosError) return { ok: false, error: error.failure };
  const incident = newId().slice(-8);
  report(new Error(`incident ${incident}`, { cause: error }));
  const { error: failure } = refuse('internal', 'a defect; see the log');
  return { ok: false, error: { ...failure, incident } };
}
