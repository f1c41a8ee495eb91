import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CardSeen } from '../../../drivers/contract.ts';
import { DeviceError } from '../../../drivers/device-error.ts';
import type { Neo2Fault, Neo2Simulator } from '../../../drivers/reader/simulator/neo2.ts';
import { callDevice, until } from '../support.ts';
import { type Bench, hasGreeted, startNeo2, transitCard, transitSeen } from './support.ts';

const timeoutMs = 5_000;
/** Start, poll, select, balance, information, three records and the end of the log, stop. */
const answersOfAReading = 10;

type Happening = (simulator: Neo2Simulator) => Neo2Fault | undefined;

type ArmedBench = Bench<Neo2Simulator> & { readonly arm: (at: number) => void };

/** A reader to which something happens at an answer, counted from when it was armed. */
async function startArmed(happening: Happening): Promise<ArmedBench> {
  let left: number | undefined;
  let simulator: Neo2Simulator | undefined;
  const faultOf = (): Neo2Fault | undefined => {
    if (left === undefined || !simulator) return undefined;
    return left-- === 0 ? happening(simulator) : undefined;
  };
  const bench = await startNeo2({ faultOf });
  simulator = bench.simulator;
  return {
    ...bench,
    arm: (at) => {
      left = at;
    },
  };
}

/** The card, null, or the code of what went wrong. */
async function outcomeOf(reading: Promise<CardSeen | null>): Promise<CardSeen | null | string> {
  try {
    return await reading;
  } catch (cause) {
    if (cause instanceof DeviceError) return cause.code;
    throw cause;
  }
}

/** Whatever happened: the reader comes to rest, and the next card is read as it is. */
async function expectRecovery({ simulator, device, witness }: ArmedBench): Promise<void> {
  await until('the reader is at rest', () => hasGreeted(witness) && !simulator.isPassThrough());
  simulator.putCard(transitCard);
  expect(await callDevice(device, 'read-card', { timeoutMs })).toEqual(transitSeen);
  expect(simulator.isPassThrough()).toBe(false);
}

describe('wherever in a reading', () => {
  const anywhere = fc.nat(answersOfAReading - 1);

  test('an answer comes broken, no wrong card is shown, and the reader is at rest', async () => {
    await fc.assert(
      fc.asyncProperty(anywhere, async (at) => {
        await using bench = await startArmed(() => 'garbled');
        bench.simulator.putCard(transitCard);
        bench.arm(at);
        const reading = callDevice(bench.device, 'read-card', { timeoutMs });
        expect(await outcomeOf(reading)).toBe('device.bad-data');
        await expectRecovery(bench);
      }),
      { numRuns: 12 },
    );
  });

  test('the card is taken away, it is said so, and the reader is at rest', async () => {
    await fc.assert(
      // After it was found, and before it was read to the end.
      fc.asyncProperty(fc.integer({ min: 1, max: answersOfAReading - 3 }), async (at) => {
        await using bench = await startArmed((simulator) => {
          simulator.takeCard();
          return undefined;
        });
        bench.simulator.putCard(transitCard);
        bench.arm(at);
        const reading = callDevice(bench.device, 'read-card', { timeoutMs });
        expect(await outcomeOf(reading)).toBe('device.card-removed');
        expect(bench.simulator.isPassThrough()).toBe(false);
        expect(bench.counted('FailedReadCount')).toBe(1);
        await expectRecovery(bench);
      }),
      { numRuns: 12 },
    );
  });

  test('the reader is unplugged, it is said so, and it is at rest when it is back', async () => {
    await fc.assert(
      fc.asyncProperty(anywhere, async (at) => {
        await using bench = await startArmed((simulator) => {
          void simulator.unplug();
          return 'silent';
        });
        bench.simulator.putCard(transitCard);
        bench.arm(at);
        const reading = callDevice(bench.device, 'read-card', { timeoutMs });
        expect(await outcomeOf(reading)).toBe('device.interrupted');
        await bench.simulator.replug();
        await expectRecovery(bench);
      }),
      { numRuns: 8 },
    );
  });

  test('it is cancelled, nothing is shown, and the reader is at rest', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: answersOfAReading - 3 }), async (at) => {
        let cancelled: Promise<null> | undefined;
        const bench = await startArmed(() => {
          cancelled = callDevice(bench.device, 'cancel', null);
          return undefined;
        });
        await using _ = bench;
        bench.simulator.putCard(transitCard);
        bench.arm(at);
        expect(await callDevice(bench.device, 'read-card', { timeoutMs })).toBeNull();
        await cancelled;
        expect(bench.simulator.isPassThrough()).toBe(false);
        await expectRecovery(bench);
      }),
      { numRuns: 12 },
    );
  });

  test('an answer stays away or comes late, the next question gets its own', async () => {
    const points = [0, 1, 3, answersOfAReading - 1];
    const faults: readonly Neo2Fault[] = ['silent', 'late'];
    const runs = points.flatMap((at) => faults.map((fault) => ({ at, fault })));
    await Promise.all(
      runs.map(async ({ at, fault }) => {
        await using bench = await startArmed(() => fault);
        bench.simulator.putCard(transitCard);
        bench.arm(at);
        const reading = callDevice(bench.device, 'read-card', { timeoutMs });
        expect(await outcomeOf(reading)).toBe('device.timeout');
        await expectRecovery(bench);
      }),
    );
  }, 20_000);
});

describe('a reader that is not there', () => {
  test('is offline at once for whoever asks', async () => {
    await using bench = await startNeo2();
    await bench.simulator.unplug();
    await until('it is lost', () => bench.witness.states.includes('lost'));
    for (const method of ['read-card', 'identify', 'signal', 'send-raw'] as const) {
      const asking = {
        'read-card': () => callDevice(bench.device, 'read-card', { timeoutMs }),
        identify: () => callDevice(bench.device, 'identify', { number: 1 }),
        signal: () => callDevice(bench.device, 'signal', { beeps: 1 }),
        'send-raw': () => callDevice(bench.device, 'send-raw', { hex: '01' }),
      }[method];
      await expect(asking()).rejects.toMatchObject({ code: 'device.offline' });
    }
    expect(await callDevice(bench.device, 'cancel', null)).toBeNull();
    expect(bench.counted('FailedReadCount')).toBe(0);
  });

  test('left in its mode by a till that was switched off is brought to rest', async () => {
    await using bench = await startNeo2();
    const reading = callDevice(bench.device, 'read-card', { timeoutMs });
    await until('it looks for a card', () => bench.simulator.isPassThrough());
    await bench.simulator.unplug();
    await expect(reading).rejects.toMatchObject({ code: 'device.interrupted' });
    expect(bench.simulator.isPassThrough()).toBe(true);
    await bench.simulator.replug();
    await until('it is greeted again', () => hasGreeted(bench.witness));
    expect(bench.simulator.isPassThrough()).toBe(false);
  });

  test('does not even say who it is: it is given up and tried again', async () => {
    let isDead = false;
    await using bench = await startNeo2({ faultOf: () => (isDead ? 'silent' : undefined) });
    isDead = true;
    await expect(callDevice(bench.device, 'identify', { number: 1 })).rejects.toMatchObject({
      code: 'device.timeout',
    });
    await expect(callDevice(bench.device, 'identify', { number: 1 })).rejects.toMatchObject({
      code: 'device.timeout',
    });
    await until('it is lost', () => bench.witness.states.includes('lost'));
    isDead = false;
    await until('it is back', () => hasGreeted(bench.witness));
    await callDevice(bench.device, 'identify', { number: 1 });
  }, 20_000);
});

test('noise that nobody asked for is no answer', async () => {
  await using bench = await startNeo2();
  bench.simulator.putCard(transitCard);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ maxLength: 64 }), { minLength: 1, maxLength: 5 }),
      async (reports) => {
        for (const report of reports) await bench.simulator.send(report);
        expect(await callDevice(bench.device, 'read-card', { timeoutMs })).toEqual(transitSeen);
      },
    ),
    { numRuns: 20, seed: 7 },
  );
});
