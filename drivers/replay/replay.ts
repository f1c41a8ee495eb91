import type { DeviceEvent } from '../contract.ts';
import { DeviceError } from '../device-error.ts';
import { ManagedDevice } from '../device-model/managed-device.ts';
import { startDevice } from '../process/kinds.ts';
import type { Recording } from './recording.ts';
import { ReplayWire } from './replay-wire.ts';

export type Replayed = {
  /** What the driver told this time, but for traces. */
  readonly events: readonly DeviceEvent[];
  /** Where it wrote something else than it had; absent when all was the same. */
  readonly mismatch?: string;
};

/**
 * Runs the driver of a recorded session again, on the recorded wire and with the recorded pauses.
 * `device` of a recording is alone: a drawer's session is recorded with its printer's.
 */
export async function replay(recording: Recording): Promise<Replayed> {
  const events: DeviceEvent[] = [];
  const ended = Promise.withResolvers<string | undefined>();
  const calls: Promise<unknown>[] = [];
  const wire = new ReplayWire(recording, {
    call: (call) => calls.push(device.call(call).catch(expected)),
    onEnd: ended.resolve,
  });
  const device = new ManagedDevice((context) => startDevice(recording.config, context), {
    emit: (event) => {
      if (event.kind === 'trace') return;
      events.push(event);
      wire.told();
    },
    now: Date.now,
    openTransport: wire.open,
    find: () => undefined,
  });
  const mismatch = await ended.promise;
  // What the last bytes set off is told before the end.
  await Promise.all(calls);
  await new Promise<void>((resolve) => setTimeout(resolve, 0));
  const told = [...events];
  await device.close();
  return mismatch === undefined ? { events: told } : { events: told, mismatch };
}

/** A call that failed when it was recorded fails again; its event says so. */
function expected(cause: unknown): void {
  if (!(cause instanceof DeviceError)) throw cause;
}
