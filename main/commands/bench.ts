import type { DeviceKind } from '../../drivers/contract.ts';
import type { benchCommands as contract } from '../contract/bench/commands.ts';
import { type BenchTestName, benchTests } from '../contract/bench/names.ts';
import type { Result } from '../contract/failure.ts';
import { approve } from './approval.ts';
import { type Bench, type Context, done, type Handlers } from './context.ts';

/** What a technician asks of the bench. Nothing here can sell; a drawer that it opens is journalled. */
export const benchCommands: Handlers<keyof typeof contract> = {
  'bench.check-health': (context, { deviceId, level }) => {
    if (level === 'interactive') noteOpening(context, deviceId, 'health check');
    return onDevice(context, deviceId, (bench) => bench.checkHealth(deviceId, level));
  },
  'bench.check-all': (context, { level }) => later(context, (bench) => bench.checkAll(level)),
  'bench.identify': (context, { deviceId }) => {
    noteOpening(context, deviceId, 'identify');
    return onDevice(context, deviceId, (bench) => bench.identify(deviceId));
  },
  'bench.test': (context, { deviceId, test }) => {
    if (test === 'kick') noteOpening(context, deviceId, 'test');
    return onDevice(context, deviceId, (bench) => bench.test(deviceId, test), kindOf(test));
  },

  'bench.find': (context) => later(context, (bench) => bench.find()),
  'bench.auto-baud': (context, { path }) => later(context, (bench) => bench.autoBaud(path)),
  'bench.bind': (context, binding) =>
    follow(context, context.bench.bind(binding, actorOf(context))),
  'bench.unbind': (context, { deviceId }) =>
    follow(context, context.bench.unbind(deviceId, actorOf(context))),
  'bench.learn-scanner': (context, { role }) =>
    later(context, (bench) => bench.learnScanner(role, actorOf(context))),
  'bench.learn-drawer': (context, { deviceId, isOpen }) =>
    onDevice(
      context,
      deviceId,
      (bench) => bench.learnDrawer(deviceId, isOpen, actorOf(context)),
      'drawer',
    ),

  'bench.probe': (context, { deviceId }) =>
    onDevice(context, deviceId, (bench) => bench.probe(deviceId), 'printer'),
  'bench.probe-answer': (context, { deviceId, line }) =>
    follow(context, context.bench.answerProbe(deviceId, line, actorOf(context))),

  'bench.send-raw': (context, { deviceId, hex, approval }) => {
    const usable = context.bench.canUse(deviceId);
    if (!usable.ok) return usable;
    const approved = approve(context, approval, `raw bytes to ${deviceId}`);
    if (!approved.ok) return approved;
    context.store.record({
      kind: 'device.raw-sent',
      actor: actorOf(context),
      payload: { deviceId, hex },
    });
    return later(context, (bench) => bench.sendRaw(deviceId, hex));
  },
  'bench.record': (context, { deviceId, isRecording }) =>
    context.bench.record(deviceId, isRecording),
  'bench.soak': (context, { deviceId, isRunning }) =>
    isRunning
      ? onDevice(context, deviceId, (bench) => bench.soak(deviceId, true), 'reader')
      : later(context, (bench) => bench.soak(deviceId, false)),

  'bench.storage': (context) => later(context, (bench) => bench.checkStorage()),
  'bench.drill': (context, { drill }) => later(context, (bench) => bench.drill(drill)),
  'bench.network': (context) => later(context, (bench) => bench.checkNetwork()),
  'bench.report': (context) => later(context, (bench) => bench.report()),
};

function actorOf({ staff }: Context): string {
  return staff?.id ?? 'terminal';
}

/** Money lies open: who did that stands in the journal before it opens, as with every no-sale. */
function noteOpening(context: Context, deviceId: string, why: string): void {
  const isDrawer = context.settings.devices.some(
    ({ id, kind }) => id === deviceId && kind === 'drawer',
  );
  if (!isDrawer || !context.bench.canUse(deviceId).ok) return;
  const payload = { reason: `bench: ${why}`, deviceId };
  context.store.record({ kind: 'drawer.opened', actor: actorOf(context), payload });
}

function later(context: Context, act: (bench: Bench) => void): Result<void> {
  context.afterCommit(() => act(context.bench));
  return done;
}

function onDevice(
  context: Context,
  deviceId: string,
  act: (bench: Bench) => void,
  kind?: DeviceKind,
): Result<void> {
  const usable = context.bench.canUse(deviceId, kind);
  return usable.ok ? later(context, act) : usable;
}

/** Settings have changed: the devices follow when that is on the disk. */
function follow(context: Context, changed: Result<void>): Result<void> {
  return changed.ok ? later(context, (bench) => bench.applyDevices()) : changed;
}

/** The kind of device that has this test. */
function kindOf(test: BenchTestName): DeviceKind | undefined {
  const kinds = Object.keys(benchTests) as (keyof typeof benchTests)[];
  return kinds.find((kind) => benchTests[kind].some((name) => name === test));
}
