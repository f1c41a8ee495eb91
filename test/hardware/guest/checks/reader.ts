import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { purseApplications, purseCard } from '../../../../drivers/reader/simulator/card.ts';
import { startNeo2Simulator } from '../../../../drivers/reader/simulator/neo2.ts';
import type { DeviceChecks } from '../bench.ts';
import { HidBridge } from '../devices/hid-bridge.ts';
import { readerDescriptor } from '../devices/report-descriptors.ts';
import { expectEqual } from '../expect.ts';
import { expectFound } from './found.ts';

const id = 'reader';
const address = 'usb:0acd:3530:NEO0001';
const timeoutMs = 20_000;
const timed = 10;
const card = purseCard({
  application: purseApplications['T-Union'],
  uid: '04a1b2c3d4e5f6',
  balanceMinor: 12_345,
});

/** The simulated NEO 2 behind a hidraw node: ID TECH's vendor page, numbered reports both ways. */
export const neo2Reader: DeviceChecks = {
  device: 'NEO 2 reader (uhid, /dev/hidraw*)',
  run: async ({ till, check, figure }) => {
    const path = join(await mkdtemp(join(tmpdir(), 'reader-')), 'socket');
    const simulator = await startNeo2Simulator(path, { serial: '630Z000042' });
    const bridge = new HidBridge(path, {
      name: 'ViVOpay NEO 2',
      vendorId: '0acd',
      productId: '3530',
      serialNumber: 'NEO0001',
      reportDescriptor: readerDescriptor,
    });
    await bridge.plug();

    const read = async (): Promise<string> => {
      const outcome = await till.call(id, 'read-card', { timeoutMs });
      if (!outcome.ok) return `${outcome.error.code}: ${outcome.error.message}`;
      return `${outcome.value?.uid} with ${outcome.value?.purse?.balanceMinor}`;
    };
    const goodRead = '04a1b2c3d4e5f6 with 12345';

    const greetings = (): number =>
      till.events(id).filter((event) => event.kind === 'identity').length;
    /** It is asked who it is at each opening; a call in the middle of that would be refused. */
    const greeted = async (times: number): Promise<void> => {
      await till.reaches(id, 'open');
      await till.until('its identity', () => greetings() === times);
    };

    await check('is found by its address, and says who it is', async () => {
      await expectFound(till, address, 'reader');
      till.add({ id, kind: 'reader', transport: { type: 'hid', path: address }, protocol: 'neo2' });
      await greeted(1);
      const identity = till.events(id).findLast((event) => event.kind === 'identity');
      const said = Object.values(identity?.facts ?? {}).join();
      if (!said.includes('630Z000042')) throw new Error(`no serial number in ${said}`);
    });

    await check('a stored-value card is read', async () => {
      simulator.putCard(card);
      const latenciesMs: number[] = [];
      for (let i = 0; i < timed; i++) {
        const startedAt = performance.now();
        expectEqual('the card', await read(), goodRead);
        latenciesMs.push(performance.now() - startedAt);
      }
      figure('from the call to the card and its balance', latenciesMs);
    });

    await check('pulled out while it waits for a card, the call ends', async () => {
      simulator.takeCard();
      const polls = () => simulator.commands.filter((name) => name === '2C-02').length;
      const before = polls();
      const reading = read();
      await till.until('the poll', () => polls() > before);
      const startedAt = performance.now();
      await bridge.unplug();
      const outcome = await reading;
      if (!outcome.startsWith('device.interrupted')) throw new Error(outcome);
      figure('from the pulled plug to the ended call', [performance.now() - startedAt]);
      await till.reaches(id, 'lost');
    });

    await check('plugged in again, it reads the next card', async () => {
      simulator.putCard(card);
      const startedAt = performance.now();
      await bridge.plug();
      await greeted(2);
      figure('from the plug to the greeted device', [performance.now() - startedAt]);
      expectEqual('the card', await read(), goodRead);
    });
    await bridge.unplug();
    await simulator.close();
  },
};
