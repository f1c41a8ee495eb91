import { describe, expect, test } from 'vitest';
import { callDevice, until } from '../support.ts';
import { hasGreeted, startMms } from './support.ts';

const timeoutMs = 1_000;

describe('a MagTek MMS reader', () => {
  test('says its serial number when it is opened', async () => {
    await using bench = await startMms({ serial: 'b50c5d8a' });
    expect(bench.witness.events).toContainEqual({
      kind: 'identity',
      facts: { protocol: 'MagTek MMS', serial: 'b50c5d8a' },
    });
  });

  test('beeps, with silence between the beeps', async () => {
    await using bench = await startMms();
    await callDevice(bench.device, 'signal', { beeps: 3 });
    expect(bench.simulator.tones()).toBe(5);
    expect(bench.counted('ToneSoundedCount')).toBe(3);
  });

  test('ends the transaction that it is in, and does not mind to be in none', async () => {
    await using bench = await startMms();
    bench.simulator.startTransaction();
    expect(await callDevice(bench.device, 'cancel', null)).toBeNull();
    expect(bench.simulator.isInTransaction()).toBe(false);
    expect(await callDevice(bench.device, 'cancel', null)).toBeNull();
  });

  test('is not asked for what we cannot say in its words', async () => {
    await using bench = await startMms();
    const before = bench.simulator.commands.length;
    const refused = { code: 'device.bad-data' };
    const reading = callDevice(bench.device, 'read-card', { timeoutMs });
    await expect(reading).rejects.toMatchObject(refused);
    const light = callDevice(bench.device, 'signal', { light: 'green' });
    await expect(light).rejects.toMatchObject(refused);
    expect(bench.simulator.commands).toHaveLength(before);
    const check = { level: 'interactive', timeoutMs } as const;
    expect(await callDevice(bench.device, 'check-health', check)).toMatchObject({
      isHealthy: false,
      codes: ['error'],
    });
  });

  test('is healthy when it answers', async () => {
    await using bench = await startMms();
    const check = { level: 'external', timeoutMs } as const;
    expect(await callDevice(bench.device, 'check-health', check)).toMatchObject({
      isHealthy: true,
      codes: ['healthy', 'beeped'],
      facts: { serial: '943469b297a5' },
    });
  });

  test('tells things by itself, and with other counters, that answer nothing', async () => {
    await using bench = await startMms();
    const parameters = new Uint8Array(100);
    await bench.simulator.tell({ type: 0x83, counter: 2, command: 0x1805, parameters });
    await bench.simulator.tell({ type: 0x82, counter: 9, command: 0x1805, parameters });
    await callDevice(bench.device, 'identify', { number: 1 });
    expect(bench.simulator.tones()).toBe(1);
  });

  test('that falls silent is given up, and is back when it answers again', async () => {
    let isDead = false;
    await using bench = await startMms({ isSilent: () => isDead });
    isDead = true;
    await expect(callDevice(bench.device, 'identify', { number: 1 })).rejects.toMatchObject({
      code: 'device.timeout',
    });
    await until('it is lost', () => bench.witness.states.includes('lost'));
    isDead = false;
    await until('it is back', () => hasGreeted(bench.witness));
  });

  test('that is unplugged in the middle is said to be', async () => {
    await using bench = await startMms({ isSilent: (command) => command === 0x1805 });
    const beeping = callDevice(bench.device, 'signal', { beeps: 1 });
    await until('it was asked', () => bench.simulator.tones() > 0);
    await bench.simulator.unplug();
    await expect(beeping).rejects.toMatchObject({ code: 'device.interrupted' });
    await bench.simulator.replug();
    await until('it is greeted again', () => hasGreeted(bench.witness));
  });
});
