import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DrawerConfig } from '../../../drivers/contract.ts';
import type { Device } from '../../../drivers/device.ts';
import { startDrawer } from '../../../drivers/drawer/drawer.ts';
import { startPrinter } from '../../../drivers/printer/printer.ts';
import {
  countsOf,
  type PrinterBench,
  printer80,
  printerAt,
  reporting80,
  startBench,
} from '../printer/bench.ts';
import { callDevice, until, Witness } from '../support.ts';

let bench: PrinterBench;
let witness: Witness;
let drawers: Device[];

beforeEach(async () => {
  bench = await startBench(reporting80);
  witness = new Witness(bench.devices);
  drawers = [];
});

afterEach(async () => {
  for (const drawer of drawers) await drawer.close();
  await bench[Symbol.asyncDispose]();
});

function start(config: Partial<DrawerConfig> = {}): Device {
  const drawer = startDrawer(
    { id: 'drawer', kind: 'drawer', printer: 'printer', pin: 2, ...config },
    witness.context,
  );
  drawers.push(drawer);
  return drawer;
}

const told = (): (boolean | 'alarm')[] =>
  witness.events.flatMap((event): (boolean | 'alarm')[] => {
    if (event.kind === 'drawer-left-open') return ['alarm'];
    return event.kind === 'drawer' ? [event.isOpen] : [];
  });

describe('reading the drawer', () => {
  test('gives the level alone while it is not known which one means open', async () => {
    const drawer = start();
    await expect(callDevice(drawer, 'read-drawer', null)).resolves.toEqual({ level: 0 });
  });

  test.each([
    [0, true],
    [1, false],
  ] as const)('with open level %i learned says whether it is open', async (openLevel, isOpen) => {
    const drawer = start({ openLevel });
    await expect(callDevice(drawer, 'read-drawer', null)).resolves.toEqual({ level: 0, isOpen });
  });

  test('gives nothing behind a printer that says nothing', async () => {
    const silent = startPrinter(
      printerAt(bench.paper.port, { ...printer80, hasStatus: false }),
      new Witness().context,
    );
    bench.devices.set('silent', silent);
    try {
      const drawer = start({ printer: 'silent', openLevel: 1 });
      await expect(callDevice(drawer, 'read-drawer', null)).resolves.toEqual({});
      await expect(callDevice(drawer, 'open', null)).resolves.toEqual({});
      expect(countsOf(witness)).toEqual({});
      const check = { level: 'internal', timeoutMs: 50 } as const;
      await expect(callDevice(drawer, 'check-health', check)).resolves.toMatchObject({
        isHealthy: true,
        codes: ['drawer-level-unknown'],
      });
    } finally {
      await silent.close();
    }
  });
});

describe('opening the drawer', () => {
  test('counts as good when it opened, and not at all when it stood open', async () => {
    const drawer = start({ openLevel: 1 });
    await callDevice(drawer, 'open', null);
    expect(countsOf(witness)).toEqual({ DrawerGoodOpenCount: 1 });
    await callDevice(drawer, 'open', null);
    expect(countsOf(witness)).toEqual({ DrawerGoodOpenCount: 1 });
  });

  test('counts as failed when its switch did not move to open', async () => {
    const drawer = start({ openLevel: 0 });
    await bench.paper.set({ isDrawerOpen: true });
    await callDevice(drawer, 'open', null);
    expect(countsOf(witness)).toEqual({ DrawerFailedOpenCount: 1 });
  });

  test('counts by whether anything moved while the open level is not known', async () => {
    const drawer = start();
    await callDevice(drawer, 'open', null);
    await callDevice(drawer, 'open', null);
    expect(countsOf(witness)).toEqual({ DrawerGoodOpenCount: 1, DrawerFailedOpenCount: 1 });
  });

  test('pulses the pin it is wired to, at most a fifth of the time', async () => {
    const left = start({ pin: 2 });
    const right = start({ pin: 5 });
    await Promise.all([callDevice(left, 'open', null), callDevice(right, 'open', null)]);
    expect(bench.paper.pulses.map(({ pin }) => pin)).toEqual([2, 5]);
    for (const { onMs, offMs } of bench.paper.pulses) {
      expect(onMs / (onMs + offMs)).toBeLessThanOrEqual(0.2);
    }
  });
});

describe('the health of a drawer', () => {
  const check = (drawer: Device, level: 'internal' | 'external' | 'interactive', timeoutMs = 50) =>
    callDevice(drawer, 'check-health', { level, timeoutMs });

  test.each(['internal', 'external'] as const)(
    'is read from its switch in the %s check, and nothing opens',
    async (level) => {
      await expect(check(start(), level)).resolves.toEqual({
        level,
        isHealthy: true,
        codes: ['healthy'],
        facts: { printer: 'printer', pin: 2, level: 0 },
      });
      expect(bench.paper.pulses).toEqual([]);
    },
  );

  test('is shown by opening it', async () => {
    const outcome = await check(start({ openLevel: 1 }), 'interactive');
    expect(outcome).toMatchObject({ isHealthy: true, codes: ['drawer-opened'] });
    expect(bench.paper.pulses).toHaveLength(1);
  });

  test('is stuck when the switch does not move, whatever anybody does in time', async () => {
    await bench.paper.set({ isDrawerOpen: true });
    const outcome = await check(start(), 'interactive');
    expect(outcome).toMatchObject({ isHealthy: false, codes: ['drawer-stuck'] });
  });

  test('is shown by a person who moves it', async () => {
    await bench.paper.set({ isDrawerOpen: true });
    const outcome = check(start(), 'interactive', 5_000);
    await until('the pulse', () => bench.paper.pulses.length === 1);
    await bench.paper.set({ isDrawerOpen: false });
    await expect(outcome).resolves.toMatchObject({ codes: ['drawer-opened'] });
  });

  test('cannot be told without the printer', async () => {
    await bench.paper.set({ isUnplugged: true });
    await until('the loss', () => bench.witness.isIn('lost'));
    const outcome = await check(start(), 'external');
    expect(outcome).toMatchObject({ isHealthy: false, codes: ['not-connected'] });
  });
});

describe('a drawer whose open level is learned', () => {
  test('tells when it opens and closes, and raises one alarm when it is left open', async () => {
    start({ openLevel: 1, leftOpenMs: 20 });
    expect(told()).toEqual([false]);
    await bench.paper.set({ isDrawerOpen: true });
    await until('the alarm', () => told().includes('alarm'));
    await bench.paper.set({ isDrawerOpen: false });
    await until('the closing', () => told().at(-1) === false);
    expect(told()).toEqual([false, true, 'alarm', false]);
    const alarm = witness.events.find(({ kind }) => kind === 'drawer-left-open');
    expect(alarm).toMatchObject({ openMs: expect.any(Number) });
  });

  test('raises no alarm when it is closed in time, nor when none is wanted', async () => {
    start({ openLevel: 1, leftOpenMs: 60_000 });
    start({ openLevel: 1 });
    await bench.paper.set({ isDrawerOpen: true });
    await until('the opening', () => told().filter((event) => event === true).length === 2);
    await bench.paper.set({ isDrawerOpen: false });
    await until('the closing', () => told().filter((event) => event === false).length === 4);
    expect(told()).not.toContain('alarm');
  });

  test('is followed from a printer to the one that takes its place', async () => {
    start({ openLevel: 1 });
    const [next, nextWitness] = [await startBench(reporting80), new Witness()];
    const other = startPrinter(printerAt(next.paper.port, reporting80), nextWitness.context);
    try {
      bench.devices.set('printer', other);
      await bench.printer.close();
      await next.paper.set({ isDrawerOpen: true });
      await until('the opening', () => told().at(-1) === true);
    } finally {
      await other.close();
      await next[Symbol.asyncDispose]();
    }
  });
});
