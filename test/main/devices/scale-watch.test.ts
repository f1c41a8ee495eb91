import { expect, it } from 'vitest';
import type { DeviceCalls } from '../../../drivers/contract.ts';
import type { Result } from '../../../main/contract/failure.ts';
import { refuse, succeed } from '../../../main/contract/failure.ts';
import { limits } from '../../../main/contract/limits.ts';
import { createScaleWatch, type ScaleWatch } from '../../../main/devices/scale-watch.ts';
import type { DeviceSettings } from '../../../main/store/device-settings.ts';
import { until } from '../../support/until.ts';

type Reply = Result<DeviceCalls['weigh']['value']>;

const scale: DeviceSettings = {
  id: 'scale',
  kind: 'scale',
  transport: { type: 'tcp', host: '127.0.0.1', port: 1 },
  protocol: 'mt-sics',
};

const weight = (grams: number): Reply =>
  succeed({
    valueMicro: grams * 1_000,
    unit: 'kg',
    milligrams: grams * 1_000,
    raw: `S S ${grams} g`,
  });

/** A watch on a scale that always answers the same until it is told otherwise. */
function rig(reply: Reply, devices: readonly DeviceSettings[] = [scale]) {
  const state = { reply, now: 0, asked: 0, changes: 0, ids: 0 };
  const watch = createScaleWatch({
    settings: { devices },
    devices: {
      call: async (_id, method) => {
        if (method !== 'weigh') throw new Error(`${method} is not for a scale`);
        state.asked++;
        // The method says which reply it is, which the compiler cannot follow into a generic call.
        return state.reply as Result<never>;
      },
    },
    now: () => state.now,
    newId: () => `reading-${++state.ids}`,
    changed: () => {
      state.changes++;
    },
  });
  return { state, watch };
}

const untilShown = (watch: ScaleWatch, milligrams: number | undefined) =>
  until(`${milligrams} is shown`, () => watch.shown()?.reading?.milligrams === milligrams);

it('a terminal without a scale shows none', () => {
  expect(rig(weight(0), []).watch.shown()).toBeNull();
  expect(rig(weight(0)).watch.shown()).toEqual({ reading: null, failure: null });
});

it('a weight keeps its id while it lies there, and another one gets another', async () => {
  const { state, watch } = rig(weight(1_250));
  watch.watch(true);
  await untilShown(watch, 1_250_000);
  const first = watch.shown()?.reading?.id ?? '';
  const { asked } = state;
  await until('it was read again', () => state.asked > asked + 1);
  expect(watch.shown()?.reading?.id).toBe(first);
  expect(watch.reading(first)).toEqual({ milligrams: 1_250_000, raw: 'S S 1250 g' });
  expect(state.changes).toBe(1);
  state.reply = weight(800);
  await untilShown(watch, 800_000);
  expect(watch.reading(first)).toBeNull();
  watch.watch(false);
});

it('goods that move have no weight that could be taken', async () => {
  const { state, watch } = rig(weight(1_250));
  watch.watch(true);
  await untilShown(watch, 1_250_000);
  const id = watch.shown()?.reading?.id ?? '';
  state.reply = refuse('device.unstable', 'it moves');
  await untilShown(watch, undefined);
  expect(watch.shown()).toEqual({ reading: null, failure: 'device.unstable' });
  expect(watch.reading(id)).toBeNull();
  watch.watch(false);
  expect(watch.shown()).toEqual({ reading: null, failure: null });
});

it('a page that never says it again is no longer watched for', async () => {
  const { state, watch } = rig(weight(500));
  watch.watch(true);
  await untilShown(watch, 500_000);
  state.now = limits.scaleWatchMs;
  await untilShown(watch, undefined);
  const { asked } = state;
  watch.watch(true);
  await until('it is asked again', () => state.asked > asked);
  watch.watch(false);
});
