import { setTimeout as pause } from 'node:timers/promises';
import type { DeviceCalls } from '../../drivers/contract.ts';
import type { Result } from '../contract/failure.ts';
import { limits } from '../contract/limits.ts';
import type { ScaleShown } from '../contract/snapshots.ts';
import type { Weighed } from '../domain/basket.ts';
import type { DeviceSettings } from '../store/device-settings.ts';
import type { Devices } from './devices.ts';

export type ScaleWatchParts = {
  readonly settings: { readonly devices: readonly DeviceSettings[] };
  readonly devices: Pick<Devices, 'call'>;
  now(): number;
  newId(): string;
  /** What is shown has changed. */
  changed(): void;
};

export type ScaleWatch = {
  /** Reads the scale again and again; ends with false, and by itself after `limits.scaleWatchMs`. */
  watch(isWatching: boolean): void;
  /** Null for a terminal without a scale. */
  shown(): ScaleShown | null;
  /** The weight that lies on the scale now, if it is still the one of this id. */
  reading(readingId: string): Weighed | null;
};

type WeightReply = Result<DeviceCalls['weigh']['value']>;

/** Between two weights: often enough for the eye, seldom enough for a slow terminal. */
const againMs = 100;
/** A scale that is off or overloaded is asked less often. */
const retryMs = 1_000;

/** The first scale of the terminal, while somebody weighs. */
export function createScaleWatch(parts: ScaleWatchParts): ScaleWatch {
  let until = 0;
  let isRunning = false;
  let weighed: (Weighed & { readonly id: string }) | null = null;
  let failure: ScaleShown['failure'] = null;

  const scale = (): DeviceSettings | undefined =>
    parts.settings.devices.find(({ kind }) => kind === 'scale');

  function show(next: Weighed | null, nextFailure: ScaleShown['failure']): void {
    const isSame = next?.raw === weighed?.raw && nextFailure === failure;
    if (isSame) return;
    // The same weight keeps its id however often it is read, so that a tap on it finds it.
    weighed = next && { ...next, id: parts.newId() };
    failure = nextFailure;
    parts.changed();
  }

  function take(reply: WeightReply): void {
    if (reply.ok) show({ milligrams: reply.value.milligrams, raw: reply.value.raw }, null);
    else show(null, reply.error.code);
  }

  async function run(): Promise<void> {
    isRunning = true;
    while (parts.now() < until) {
      const { id = '' } = scale() ?? {};
      const reply = await parts.devices.call(id, 'weigh', { timeoutMs: limits.weighTimeoutMs });
      if (parts.now() >= until) break;
      take(reply);
      const mayBeReady = reply.ok || reply.error.code === 'device.unstable';
      await pause(mayBeReady ? againMs : retryMs, undefined, { ref: false });
    }
    isRunning = false;
    show(null, null);
  }

  return {
    watch(isWatching) {
      until = isWatching ? parts.now() + limits.scaleWatchMs : 0;
      if (isWatching && !isRunning) void run();
      if (!isWatching) show(null, null);
    },
    shown: () =>
      scale()
        ? { reading: weighed && { id: weighed.id, milligrams: weighed.milligrams }, failure }
        : null,
    reading: (readingId) =>
      weighed?.id === readingId ? { milligrams: weighed.milligrams, raw: weighed.raw } : null,
  };
}
