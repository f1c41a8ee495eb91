import { describe, expect, test } from 'vitest';
import type { ScaleProtocol, WeightUnit } from '../../../drivers/contract.ts';
import { DeviceError } from '../../../drivers/device-error.ts';
import { startScale } from '../../../drivers/scale/scale.ts';
import { startScaleSimulator } from '../../../drivers/scale/simulator/simulator.ts';
import { callDevice, until, Witness, withDirectory } from '../support.ts';

/** A simulated scale, the driver on its wire, and what the driver told. */
async function openRig(protocol: ScaleProtocol, wire: 'local' | 'tcp' = 'local') {
  const directory = await withDirectory();
  const local = { type: 'serial', directory: directory.path, name: 'scale' } as const;
  const scale = await startScaleSimulator(protocol, wire === 'tcp' ? { type: 'tcp' } : local);
  const witness = new Witness();
  const { transport } = scale;
  const device = startScale({ id: 'scale', kind: 'scale', transport, protocol }, witness.context);
  await until('the scale is connected', () => witness.isIn('open'));
  return {
    scale,
    witness,
    device,
    weigh: (timeoutMs = 10_000) => callDevice(device, 'weigh', { timeoutMs }),
    counted: (name: string) =>
      witness.events.filter((event) => event.kind === 'count' && event.name === name).length,
    [Symbol.asyncDispose]: async () => {
      await device.close();
      await scale.close();
      await directory[Symbol.asyncDispose]();
    },
  };
}

const codeOf = (cause: unknown): string => {
  if (cause instanceof DeviceError) return cause.code;
  throw cause;
};
const failure = (work: Promise<unknown>) => work.then(() => 'no failure', codeOf);

describe.each<[ScaleProtocol, string, string, WeightUnit]>([
  ['toledo-8217', '\\x0201.250\\x0d', '\\x02012.34\\x0d', 'lb'],
  ['nci', '\\x0a01.250KG\\x0d\\x0aS00\\x0d\\x03', '\\x0a012.34LB\\x0d\\x0aS00\\x0d\\x03', 'lb'],
  ['mt-sics', 'S S      1.250 kg\\x0d\\x0a', 'S S      12.34 g\\x0d\\x0a', 'g'],
  ['hid', '\\x03\\x04\\x03\\xfd\\xe2\\x04', '\\x03\\x04\\x0b\\xfe\\xd2\\x04', 'oz'],
])('a %s scale', (protocol, raw, otherRaw, otherUnit) => {
  test.concurrent('gives the weight that lies on it, with its unit and the answer as it came', async () => {
    await using rig = await openRig(protocol);
    const { scale, weigh, counted } = rig;
    scale.put('1.250');
    const expected = { valueMicro: 1_250_000, unit: 'kg', milligrams: 1_250_000, raw };
    expect(await weigh()).toEqual(expected);
    scale.put('12.34', otherUnit);
    const other = { valueMicro: 12_340_000, unit: otherUnit, raw: otherRaw };
    expect(await weigh()).toMatchObject(other);
    expect(counted('GoodWeightReadCount')).toBe(2);
    expect(scale.tooSoon()).toBe(0);
  });

  test.concurrent('waits while the goods move, and takes them when they rest', async () => {
    await using rig = await openRig(protocol);
    const { scale, weigh } = rig;
    scale.put('0.750');
    scale.setCondition('moving');
    const reading = weigh();
    const before = scale.answered();
    await until('it was asked while moving', () => scale.answered() > before + 1);
    scale.setCondition('stable');
    expect(await reading).toMatchObject({ milligrams: 750_000 });
  });

  test.concurrent('says that the weight does not settle when it never does', async () => {
    await using rig = await openRig(protocol);
    const { scale, weigh, counted } = rig;
    scale.setCondition('moving');
    expect(await failure(weigh(300))).toBe('device.unstable');
    expect(counted('FailedWeightReadCount')).toBe(1);
  });

  test.concurrent.each(['overload', 'under-zero'] as const)(
    'refuses to weigh in %s',
    async (condition) => {
      await using rig = await openRig(protocol);
      const { scale, weigh } = rig;
      scale.setCondition(condition);
      expect(await failure(weigh())).toBe('device.out-of-range');
      scale.put('0.100');
      expect(await weigh()).toMatchObject({ milligrams: 100_000 });
    },
  );

  test.concurrent('asks again after an answer that is garbled or torn', async () => {
    await using rig = await openRig(protocol);
    const { scale, weigh } = rig;
    scale.put('2.000');
    scale.garbleNext((answer) => Buffer.concat([answer.subarray(0, 2), answer.subarray(3)]));
    expect(await weigh()).toMatchObject({ milligrams: 2_000_000 });
    scale.garbleNext((answer) => answer.map((byte) => byte ^ 0x80));
    expect(await weigh()).toMatchObject({ milligrams: 2_000_000 });
  });

  test.concurrent('that is silent is given up, and weighs again when it speaks', async () => {
    await using rig = await openRig(protocol);
    const { scale, weigh } = rig;
    scale.setSilent(true);
    expect(await failure(weigh(100))).toBe('device.timeout');
    scale.setSilent(false);
    scale.put('0.005');
    expect(await weigh()).toMatchObject({ milligrams: 5_000 });
  });

  test.concurrent('fails at once when it is unplugged, and weighs again when it is back', async () => {
    await using rig = await openRig(protocol);
    const { scale, witness, weigh } = rig;
    scale.setCondition('moving');
    const reading = failure(weigh(60_000));
    const before = scale.answered();
    await until('it was asked', () => scale.answered() > before);
    await scale.unplug();
    expect(['device.interrupted', 'device.offline']).toContain(await reading);
    await until('it is lost', () => witness.isIn('lost'));
    await scale.replug();
    scale.put('3.500');
    await until('it is back', () => witness.isIn('open'));
    expect(await weigh()).toMatchObject({ milligrams: 3_500_000 });
  });

  test.concurrent('is set to zero, and says so only when it weighs zero', async () => {
    await using rig = await openRig(protocol);
    const { scale, device, weigh } = rig;
    scale.put('0.015');
    expect(await callDevice(device, 'zero', null)).toBeNull();
    expect(await weigh()).toMatchObject({ valueMicro: 0, milligrams: 0 });
  });

  test.concurrent('answers the health check of each depth', async () => {
    await using rig = await openRig(protocol);
    const { scale, witness, device } = rig;
    const check = (level: 'internal' | 'external' | 'interactive', timeoutMs = 5_000) =>
      callDevice(device, 'check-health', { level, timeoutMs });
    expect(await check('external')).toMatchObject({ isHealthy: true, codes: ['zero-read'] });
    expect(await check('internal')).toMatchObject({ isHealthy: true, codes: ['healthy'] });
    expect(await check('interactive', 300)).toMatchObject({
      isHealthy: false,
      codes: ['no-weight'],
    });
    const waiting = check('interactive', 10_000);
    scale.put('0.250');
    expect(await waiting).toMatchObject({
      isHealthy: true,
      codes: ['weight-read'],
      facts: { milligrams: 250_000, unit: 'kg' },
    });
    scale.setCondition('fault');
    const broken = await check('external', 300);
    expect(broken).toMatchObject({ isHealthy: false });
    await scale.unplug();
    await until('it is lost', () => witness.isIn('lost'));
    expect(await check('internal')).toMatchObject({ isHealthy: false, codes: ['not-connected'] });
  });
});

describe('a scale behind a serial-to-network box', () => {
  test.concurrent('weighs as one on a serial line does', async () => {
    await using rig = await openRig('mt-sics', 'tcp');
    const { scale, weigh } = rig;
    scale.put('0.300');
    expect(await weigh()).toMatchObject({ milligrams: 300_000 });
  });

  test.concurrent('does what two callers want, one after the other', async () => {
    await using rig = await openRig('mt-sics', 'tcp');
    const { scale, weigh } = rig;
    scale.put('0.300');
    const readings = await Promise.all([weigh(), weigh(), weigh()]);
    expect(readings.map(({ milligrams }) => milligrams)).toEqual([300_000, 300_000, 300_000]);
  });

  test.concurrent('is sent raw bytes, and its answer is in the trace', async () => {
    await using rig = await openRig('mt-sics', 'tcp');
    const { witness, device } = rig;
    await callDevice(device, 'send-raw', { hex: Buffer.from('SI\r\n').toString('hex') });
    const answer = Buffer.from('S S      0.000 kg\r\n').toString('hex');
    await until('the answer', () =>
      witness.events.some(
        (event) => event.kind === 'trace' && event.direction === 'in' && event.hex === answer,
      ),
    );
  });
});
